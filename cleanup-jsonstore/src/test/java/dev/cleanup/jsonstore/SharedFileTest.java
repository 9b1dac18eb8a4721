package dev.cleanup.jsonstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.jsonstore.internal.file.FaultyDisk;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host writes in the very moment of the move: without the lock its token is lost, with the lock it is not. */
@Tag("fast")
class SharedFileTest {

    private static final String OLD = "{\"old\": {}}";
    private static final String BOTH = "{\"old\": {}, \"new\": {}}";

    @TempDir
    Path folder;

    private final ExecutorService other = Executors.newSingleThreadExecutor();
    private final List<Future<?>> writes = new ArrayList<>();
    private TokenHost host;

    @BeforeEach
    void writeAFile() {
        host = new TokenHost(folder);
        host.write(OLD);
    }

    @AfterEach
    void stop() {
        other.shutdownNow();
    }

    private void removeWhile(Runnable hostActs) {
        JsonFileLock lock = host.lock().on(FaultyDisk.healthy().beforeMove(host.file, hostActs));
        Found.removing(host.declared().lockedBy(lock), "old");
    }

    @Test
    void whatAHostWritesWithoutTheLockIsLost() {
        removeWhile(() -> host.write(BOTH));

        assertThat(host.content()).isEqualTo("{}");
    }

    @Test
    void aHostThatTakesTheLockWaitsAndLosesNothing() throws ExecutionException, InterruptedException {
        removeWhile(() -> writes.add(other.submit(this::addUnderTheLock)));
        for (Future<?> write : writes) {
            write.get();
        }

        assertThat(host.content()).isEqualTo("{\"new\": {}}");
    }

    private void addUnderTheLock() {
        try (JsonFileLock.Hold hold = host.lock().hold()) {
            String content = new String(hold.read().orElseThrow(), StandardCharsets.UTF_8);
            hold.write(content.replace("}}", "}, \"new\": {}}")
                    .replace("{}", content.equals("{}") ? "{\"new\": {}}" : "{}")
                    .getBytes(StandardCharsets.UTF_8));
        }
    }
}
