package dev.cleanup.benchmarks;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** What one writes by hand: read the whole file, leave out what has expired, write the rest in its place. */
final class HandWrittenTokens {

    private static final ObjectMapper JSON = new ObjectMapper();

    private HandWrittenTokens() {}

    /** Takes the file. */
    public static void main(String[] args) throws Exception {
        Path file = Path.of(args[0]);
        Rounds.play(() -> new Finding.Names(remove(file)));
    }

    private static List<String> remove(Path file) throws IOException {
        JsonNode tokens = JSON.readTree(file.toFile());
        List<String> removed = new ArrayList<>();
        Instant now = Instant.now();
        Iterator<Map.Entry<String, JsonNode>> entries = tokens.properties().iterator();
        while (entries.hasNext()) {
            Map.Entry<String, JsonNode> entry = entries.next();
            if (Instant.parse(entry.getValue().get("expires_at").asText()).isBefore(now)) {
                removed.add("tokens.json#" + entry.getKey());
                entries.remove();
            }
        }
        Path next = file.resolveSibling("tokens.json.next");
        JSON.writeValue(next.toFile(), tokens);
        Files.move(next, file, ATOMIC_MOVE);
        return removed;
    }
}
