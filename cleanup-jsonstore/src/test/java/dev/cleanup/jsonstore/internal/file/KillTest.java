package dev.cleanup.jsonstore.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cleanup.jsonstore.ChildHost;
import dev.cleanup.jsonstore.Found;
import dev.cleanup.jsonstore.JsonRecords;
import dev.cleanup.jsonstore.TokenHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A removal that is killed at each system call that changes something; skipped where strace may not trace. */
class KillTest {

    private static final String OLD =
            "{\n  \"a\" : {\"audio\": \"1\"},\n  \"b\" : {\"audio\": \"2\"},\n  \"c\" : {}\n}\n";
    private static final String NEW = "{\n  \"b\" : {\"audio\": \"2\"}\n}\n";

    /** All by which a file can be made, changed, named or forced to disk, whichever of them this machine has. */
    private static final String CALLS = Stream.of(
                    "open openat write writev pwrite64 pwritev sendfile copy_file_range splice truncate ftruncate",
                    "fsync fdatasync chown fchown lchown fchownat chmod fchmod fchmodat link linkat symlink symlinkat",
                    "rename renameat renameat2 unlink unlinkat")
            .flatMap(line -> Stream.of(line.split(" ")))
            .map(call -> "?" + call)
            .reduce((one, other) -> one + "," + other)
            .orElseThrow();

    private static final Pattern CALL = Pattern.compile("^(?:\\d+ +)?(\\w+)\\((.*)");

    /** A call, and the how manieth of its kind it is. */
    private record Point(String call, int number) {}

    @TempDir
    Path temp;

    private TokenHost host;
    private PosixFileAttributes before;

    private void freshHost(String name) throws IOException {
        host = new TokenHost(Files.createDirectory(temp.resolve(name)));
        host.write(OLD);
        Files.setPosixFilePermissions(host.file, PosixFilePermissions.fromString("rw-rw----"));
        giveAway(host.file);
        before = Files.readAttributes(host.file, PosixFileAttributes.class);
    }

    /** Only root can do that; others keep what they have. */
    private static void giveAway(Path file) throws IOException {
        if ("root".equals(System.getProperty("user.name"))) {
            Files.setOwner(
                    file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        }
    }

    @Test
    void aRemovalKilledAtAnyCallThatChangesSomethingLeavesOldOrNewWithOwnerAndPermissions() throws Exception {
        List<Point> points = points();
        assertThat(points)
                .extracting(Point::call)
                .contains("openat", "write", "fsync", "rename")
                .hasSizeGreaterThan(15);

        for (Point point : points) {
            freshHost(point.call() + "-" + point.number());
            String inject = "inject=" + point.call() + ":signal=SIGKILL:when=" + point.number();
            Process process = remove(List.of("-e", inject));

            assertThat(process.waitFor()).as("killed at %s", point).isEqualTo(128 + 9);
            requireWhole(point);
            finishAsANextRun();
            requireDone(point);
        }
    }

    @Test
    void aMarkThatIsTakenOffIsForcedToTheDiskOnceItIsWritten() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/strace")), "there is no strace here");
        freshHost("released");
        Path log = temp.resolve("released-calls");
        List<String> strace = List.of(
                "/usr/bin/strace", "-f", "-qq", "-y", "-e", "trace=write,?fsync,?fdatasync", "-o", log.toString());
        Process process = ChildHost.start(strace, List.of(), "release", host.file.toString(), "a");
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assumeTrue(process.waitFor() == 0, () -> "strace may not trace here: " + output);

        assertThat(Files.readAllLines(log))
                .filteredOn(call -> call.contains(".cleanup-marks>"))
                .extracting(call -> call.replaceAll("^\\d+ +|\\(.*", ""))
                .containsExactly("write", "fsync");
    }

    /** The calls of a removal that is left alone. */
    private List<Point> points() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/strace")), "there is no strace here");
        freshHost("whole");
        Path log = temp.resolve("calls");
        Process process = remove(List.of("-o", log.toString()));
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assumeTrue(process.waitFor() == 0, () -> "strace may not trace here: " + output);
        assertThat(host.content()).isEqualTo(NEW);
        Map<String, Integer> numbers = new HashMap<>();
        List<Point> points = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            Matcher call = CALL.matcher(line);
            if (call.find()) {
                int number = numbers.merge(call.group(1), 1, Integer::sum);
                boolean onlyReads =
                        call.group(1).startsWith("open") && !call.group(2).contains("O_WRONLY");
                if (!onlyReads) {
                    points.add(new Point(call.group(1), number));
                }
            }
        }
        return points;
    }

    private Process remove(List<String> options) throws IOException {
        List<String> strace = new ArrayList<>(List.of("/usr/bin/strace", "-f", "-qq", "-e", "trace=" + CALLS));
        strace.addAll(options);
        SidecarFiles siblings = new SidecarFiles(host.file.toRealPath());
        for (Path path : List.of(
                siblings.file(),
                siblings.lock(),
                siblings.marks(),
                siblings.fresh(),
                siblings.freshMarks(),
                siblings.folder())) {
            strace.addAll(List.of("-P", path.toString()));
        }
        return ChildHost.start(strace, List.of("-XX:TieredStopAtLevel=1"), "remove", host.file.toString(), "a", "c");
    }

    private void requireWhole(Point point) throws IOException {
        assertThat(host.content()).as("after %s", point).isIn(OLD, NEW);
        PosixFileAttributes after = Files.readAttributes(host.file, PosixFileAttributes.class);
        assertThat(after.owner()).as("after %s", point).isEqualTo(before.owner());
        assertThat(after.group()).as("after %s", point).isEqualTo(before.group());
        assertThat(after.permissions()).as("after %s", point).isEqualTo(before.permissions());
    }

    private void finishAsANextRun() {
        JsonRecords records = host.records();
        Found takenOver = new Found();
        records.openClaims(claim -> takenOver.claims.put(claim.record().owner().id(), claim));
        takenOver.confirm(records).settle(records);
        String[] rest = Stream.of("a", "c")
                .filter(Found.in(records).records::containsKey)
                .toArray(String[]::new);
        if (rest.length > 0) {
            Found.removing(records, rest);
        }
    }

    private void requireDone(Point point) throws IOException {
        assertThat(host.content()).as("finished after %s", point).isEqualTo(NEW);
        requireWhole(point);
        Found.removing(host.records(), "b");
        assertThat(host.file.resolveSibling("recovery_tokens.json.cleanup-lock"))
                .as("who may write the file may take its lock, after %s", point)
                .satisfies(
                        lock -> assertThat(Files.getPosixFilePermissions(lock)).isEqualTo(before.permissions()));
        try (Stream<Path> beside = Files.list(host.file.getParent())) {
            assertThat(beside).as("left after %s", point).hasSize(2);
        }
    }
}
