package dev.cleanup.examples.buzzdrop;

import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.FileTimes;
import dev.cleanup.storage.LookupSink;
import dev.cleanup.storage.OutcomeSink;
import dev.cleanup.storage.StorageTarget;
import dev.cleanup.storage.StorageUnavailableException;
import dev.cleanup.storage.StoredFile;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An object store that speaks HTTP, as a storage of the host's own: objects have an entity tag, and are deleted only if it is
 * still the same.
 *
 * <p>It does not list: orphans are not looked for here. Immutable and safe for use by several threads.
 */
final class ObjectStore implements StorageTarget {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;
    private static final int CHANGED = 412;

    private final URI base;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /**
     * A store.
     *
     * @param base its address, which ends with {@code /}
     */
    ObjectStore(URI base) {
        this.base = base;
    }

    @Override
    public String id() {
        return base.toString();
    }

    @Override
    public Set<FileTimes.Kind> times() {
        return Set.of(FileTimes.Kind.MODIFIED);
    }

    /** Asks for the store itself: an address where nothing is answers every name with "not found", too. */
    @Override
    public void verify() {
        try {
            int status =
                    send(request(base).method("HEAD", BodyPublishers.noBody())).statusCode();
            if (status != OK) {
                throw unavailable("answers " + status, null);
            }
        } catch (IOException fault) {
            throw unavailable("does not answer", fault);
        }
    }

    private StorageUnavailableException unavailable(String what, @Nullable IOException fault) {
        return new StorageUnavailableException(
                id(),
                "object store " + base + " " + what + ", so that nobody knows what it holds: see STORAGE_URL",
                fault);
    }

    @Override
    public void lookUp(Collection<FileKey> keys, LookupSink sink) {
        for (FileKey key : keys) {
            try {
                answer(key, send(request(addressOf(key)).method("HEAD", BodyPublishers.noBody())), sink);
            } catch (IOException fault) {
                sink.unknown(key, Failure.of(fault));
            }
        }
    }

    private static void answer(FileKey key, HttpResponse<byte[]> response, LookupSink sink) {
        if (response.statusCode() == OK) {
            sink.found(new StoredFile(
                    key,
                    response.headers().firstValueAsLong("Content-Length").orElseThrow(),
                    response.headers()
                            .firstValue("Last-Modified")
                            .map(ObjectStore::modified)
                            .orElseGet(() -> FileTimes.unreadable(Set.of(FileTimes.Kind.MODIFIED))),
                    response.headers().firstValue("ETag").orElseThrow()));
        } else if (response.statusCode() == NOT_FOUND) {
            sink.absent(key);
        } else {
            sink.unknown(key, unexpected(response));
        }
    }

    private static FileTimes modified(String date) {
        Instant instant =
                ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        return FileTimes.modified(instant);
    }

    @Override
    public void remove(List<StoredFile> batch, OutcomeSink<StoredFile> sink) {
        batch.forEach(file -> sink.outcome(file, remove(file)));
    }

    private Outcome remove(StoredFile file) {
        try {
            HttpResponse<byte[]> response = send(request(addressOf(file.key()))
                    .header("If-Match", file.identity())
                    .DELETE());
            return switch (response.statusCode()) {
                case OK, NO_CONTENT -> new Outcome.Deleted();
                case NOT_FOUND -> new Outcome.AlreadyGone();
                case CHANGED -> Outcome.kept(Reason.Kind.CHANGED, "another object has taken the name");
                default -> new Outcome.Failed(unexpected(response));
            };
        } catch (ConnectException unsent) {
            return Outcome.failed(unsent);
        } catch (IOException answerLost) {
            return Outcome.unknown(answerLost);
        }
    }

    private static Failure unexpected(HttpResponse<byte[]> response) {
        return new Failure("HttpStatus", "the object store answered " + response.statusCode());
    }

    /** The address of an object: each component of its name escaped on its own. */
    URI addressOf(FileKey key) {
        return base.resolve(Arrays.stream(key.path().split("/"))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/", "./", "")));
    }

    static HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address).timeout(PATIENCE);
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException {
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted").initCause(interrupted);
        }
    }

    @Override
    public String toString() {
        return "object store " + base;
    }
}
