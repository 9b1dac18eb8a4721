package dev.cleanup.examples.chatterbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cleanup.examples.web.Json;
import dev.cleanup.jsonstore.JsonFileLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A JSON file of entries as the host works with it: whoever changes it holds the lock that the cleanup holds, too.
 *
 * <p>Safe for use by several threads and processes.
 */
final class JsonDocument {

    private final JsonFileLock lock;

    private JsonDocument(JsonFileLock lock) {
        this.lock = lock;
    }

    /** The file, which is made if it is missing: a file that is gone later is a fault, not a quiet day. */
    static JsonDocument at(Path file) {
        JsonDocument document = new JsonDocument(JsonFileLock.beside(file));
        try (JsonFileLock.Hold hold = document.lock.hold()) {
            if (hold.read().isEmpty()) {
                hold.write("{}\n".getBytes(StandardCharsets.UTF_8));
            }
        }
        return document;
    }

    JsonFileLock lock() {
        return lock;
    }

    /** Adds an entry. */
    void add(String id, Consumer<ObjectNode> entry) {
        try (JsonFileLock.Hold hold = lock.hold()) {
            ObjectNode all = parse(hold);
            entry.accept(all.putObject(id));
            write(hold, all);
        }
    }

    /** Changes an entry, unless it is not there or on its way out; what the change gives is the result. */
    <T> Optional<T> change(String id, Function<ObjectNode, Optional<T>> change) {
        try (JsonFileLock.Hold hold = lock.hold()) {
            ObjectNode all = parse(hold);
            if (hold.isClaimed(id) || !(all.get(id) instanceof ObjectNode entry)) {
                return Optional.empty();
            }
            Optional<T> result = change.apply(entry);
            if (result.isPresent()) {
                write(hold, all);
            }
            return result;
        }
    }

    private static ObjectNode parse(JsonFileLock.Hold hold) {
        try {
            JsonNode all = Json.MAPPER.readTree(hold.read().orElseThrow());
            if (all instanceof ObjectNode entries) {
                return entries;
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        throw new IllegalStateException("the file is no JSON object, and is not written over");
    }

    private static void write(JsonFileLock.Hold hold, ObjectNode all) {
        try {
            hold.write(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(all));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
