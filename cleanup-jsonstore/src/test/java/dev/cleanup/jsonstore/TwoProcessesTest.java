package dev.cleanup.jsonstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cleanup.outcome.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host in another process adds tokens under the lock, as fast as it can, while cleanups rewrite the file. */
class TwoProcessesTest {

    private static final int TOKENS = 100;

    @TempDir
    Path temp;

    @Test
    void noTokenIsLostInThreeRounds() throws Exception {
        play(3);
    }

    @Test
    @Tag("thorough")
    void noTokenIsLostInTwentyRounds() throws Exception {
        play(20);
    }

    private static String tried(TokenHost host) throws IOException, InterruptedException {
        return ChildHost.outputOf(ChildHost.start(List.of(), List.of(), "try", host.file.toString()))
                .strip();
    }

    @Test
    void whatOneProcessHoldsAnotherCannotTake() throws Exception {
        TokenHost host = new TokenHost(temp);
        try (JsonFileLock.Hold hold = host.lock().hold()) {
            assertThat(hold.read()).isPresent();
            assertThat(tried(host)).isEqualTo("busy");
        }
        assertThat(tried(host)).isEqualTo("free");
    }

    @Test
    void noEntryGoesWhileAnotherProcessReads() throws Exception {
        TokenHost host = new TokenHost(temp).put("a", "{}").put("b", "{}");
        String before = host.content();
        JsonRecords impatient = host.declared().lockedBy(host.lock().waiting(Duration.ofMillis(50)));
        Found claimed = Found.in(impatient).claim(impatient, "a").confirm(impatient);
        Process reader = ChildHost.start(List.of(), List.of(), "read", host.file.toString());
        try (BufferedReader said = reader.inputReader()) {
            assertThat(said.readLine()).isEqualTo("reading");

            assertThat(claimed.settle(impatient).outcomes.get("a").toString()).contains("JsonFileBusyException");
            assertThat(host.content()).isEqualTo(before);
        } finally {
            reader.getOutputStream().close();
            reader.waitFor();
        }
        assertThat(claimed.settle(impatient).outcomes).containsEntry("a", new Outcome.Settled());
    }

    /** Closing a channel to a file gives up all locks that the process has on it, whoever took them. */
    @Test
    void aLockThatAnotherCopyOfTheLibraryHoldsInThisProcessIsNotTakenAway() throws Exception {
        TokenHost host = new TokenHost(temp);
        host.lock().hold().close();
        try (FileChannel other = FileChannel.open(Path.of(host.file + ".cleanup-lock"), StandardOpenOption.WRITE);
                FileLock theirs = other.lock()) {
            assertThatExceptionOfType(JsonFileBusyException.class)
                    .isThrownBy(() -> host.lock().waiting(Duration.ofMillis(10)).hold());
            assertThat(theirs.isValid()).isTrue();
            assertThat(tried(host)).isEqualTo("busy");
        }
    }

    private void play(int rounds) throws IOException, InterruptedException {
        int removed = 0;
        for (int round = 0; round < rounds; round++) {
            TokenHost host = new TokenHost(Files.createDirectory(temp.resolve("round-" + round)));
            Process process =
                    ChildHost.start(List.of(), List.of(), "add", host.file.toString(), Integer.toString(TOKENS));
            while (process.isAlive()) {
                removed += removeExpired(host);
            }
            ChildHost.outputOf(process);
            removeExpired(host);
            requireAllValid(host);
        }
        assertThat(removed).as("removed while the host was writing").isPositive();
    }

    private static int removeExpired(TokenHost host) {
        String[] ids = Found.in(host.records()).records.keySet().stream()
                .filter(id -> id.startsWith("expired"))
                .toArray(String[]::new);
        return ids.length == 0 ? 0 : Found.removing(host.records(), ids).claims.size();
    }

    private static void requireAllValid(TokenHost host) {
        assertThat(Found.in(host.records()).records.keySet())
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, TOKENS)
                        .filter(i -> i % 2 == 0)
                        .mapToObj(i -> "valid-" + i)
                        .toList());
    }
}
