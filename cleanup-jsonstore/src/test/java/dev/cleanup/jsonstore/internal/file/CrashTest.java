package dev.cleanup.jsonstore.internal.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.jsonstore.Found;
import dev.cleanup.jsonstore.Inside;
import dev.cleanup.jsonstore.JsonRecords;
import dev.cleanup.jsonstore.TokenHost;
import dev.cleanup.outcome.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each call to the disk fails once, and is once the last one: the file is the old one or the new one, and a next run ends it. */
@Tag("fast")
class CrashTest {

    private static final String OLD =
            "{\n  \"a\" : {\"audio\": \"1\"},\n  \"b\" : {\"audio\": \"2\"},\n  \"c\" : {}\n}\n";
    private static final String NEW = "{\n  \"b\" : {\"audio\": \"2\"}\n}\n";

    @TempDir
    Path temp;

    private TokenHost host;

    private void freshHost(int at) throws IOException {
        host = new TokenHost(Files.createDirectory(temp.resolve("host-" + at)));
        host.write(OLD);
    }

    private JsonRecords on(FileCalls disk) {
        return host.declared().lockedBy(Inside.on(host.lock(), disk));
    }

    @Test
    void aCrashAtAnyCallLeavesOldOrNewAndTheNextRunConverges() throws IOException {
        int at = 0;
        boolean crashed = true;
        while (crashed) {
            freshHost(++at);
            crashed = crashes(FaultyDisk.crashingAt(at));
            requireOldOrNew(at);
            finishAsANextRun();
            requireDone(at);
        }
        assertThat(at).as("calls to the disk").isGreaterThan(15);
    }

    private boolean crashes(FaultyDisk disk) {
        try {
            Found.removing(on(disk), "a", "c");
            return false;
        } catch (FaultyDisk.Crash crash) {
            return true;
        }
    }

    @Test
    void aFaultAtAnyCallLeavesOldOrNewAndIsReported() throws IOException {
        int at = 0;
        boolean hit = true;
        while (hit) {
            freshHost(++at);
            FaultyDisk disk = FaultyDisk.failingAt(at);
            Found found = Found.removing(on(disk), "a", "c");
            requireTrueReport(at, found);
            finishAsANextRun();
            requireDone(at);
            hit = disk.calls.size() >= at;
        }
        assertThat(at).as("calls to the disk").isGreaterThan(15);
    }

    private void requireTrueReport(int at, Found found) {
        requireOldOrNew(at);
        boolean settled = found.outcomes.values().stream().allMatch(Outcome.Settled.class::isInstance);
        boolean inDoubt = found.outcomes.values().stream().anyMatch(Outcome.Unknown.class::isInstance);
        if (!inDoubt) {
            assertThat(host.content())
                    .as("fault at call %s: %s", at, found.outcomes)
                    .isEqualTo(settled ? NEW : OLD);
        }
    }

    private void requireOldOrNew(int at) {
        assertThat(host.content()).as("at call %s", at).isIn(OLD, NEW);
    }

    /** Takes over what the dead run has claimed, and goes on with the rest. */
    private void finishAsANextRun() {
        JsonRecords records = host.records();
        Found takenOver = new Found();
        records.openClaims(claim -> takenOver.claims.put(claim.record().owner().id(), claim));
        takenOver.confirm(records).settle(records);
        String[] rest = Found.in(records).records.keySet().stream()
                .filter(id -> !id.equals("b"))
                .toArray(String[]::new);
        if (rest.length > 0) {
            Found.removing(records, rest);
        }
    }

    private void requireDone(int at) throws IOException {
        assertThat(host.content()).as("after the next run, at call %s", at).isEqualTo(NEW);
        assertThat(Found.unsettled(host.records())).isEmpty();
        Found.removing(host.records(), "b");
        try (Stream<Path> beside = Files.list(host.file.getParent())) {
            List<String> names =
                    beside.map(path -> path.getFileName().toString()).sorted().toList();
            assertThat(names).containsExactly("recovery_tokens.json", "recovery_tokens.json.cleanup-lock");
        }
    }
}
