package dev.cleanup.local;

import static dev.cleanup.local.Trees.directory;
import static dev.cleanup.local.Trees.files;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.cleanup.Cleanup;
import dev.cleanup.local.internal.fs.SurroundingsTest;
import dev.cleanup.storage.Archive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills a real process at each system call of a removal that changes something, by {@code strace}; and looks at the calls
 * themselves: a deletion names one component relative to an open directory, a rehearsal changes nothing.
 */
@Tag("thorough")
@Timeout(900)
class StraceTest {

    private static final List<String> MUTATING = List.of(
            "mkdir",
            "mkdirat",
            "rename",
            "renameat",
            "unlink",
            "unlinkat",
            "rmdir",
            "link",
            "linkat",
            "ftruncate",
            "fsync",
            "write",
            "pwrite64");

    private static final String CHANGING =
            "mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat,rmdir,link,linkat,symlink,"
                    + "symlinkat,truncate,ftruncate,fallocate,fsync,fdatasync,chmod,fchmod,fchmodat,chown,fchown,fchownat,"
                    + "utimensat,setxattr,fsetxattr,mknod,mknodat,creat";

    @TempDir
    private Path temp;

    @BeforeEach
    void straceIsThere() {
        assumeThat(SurroundingsTest.runs("strace", "-f", "-qq", "-o", "/dev/null", "true"))
                .as("strace may trace")
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void whicheverCallKillsItTheNextRunFindsEverything(Deed deed) throws Exception {
        int killed = 0;
        for (String call : MUTATING) {
            int exit = -1;
            for (int n = 1; exit != 0; n++) {
                Path root = store();
                deed.prepare(LocalDirectory.at(root));
                exit = run(killing(call, n), Deed.class, deed.name(), root.toString());
                killed += exit == 0 ? 0 : 1;
                CrashTest.recoverAndCheck(deed, root);
            }
        }
        assertThat(killed).isGreaterThan(5);
    }

    private static List<String> killing(String call, int number) {
        return List.of(
                "-o", "/dev/null", "-e", "trace=" + call, "-e", "inject=" + call + ":signal=KILL:when=" + number);
    }

    @ParameterizedTest
    @EnumSource
    void whicheverCallKillsARunThatArchivesEachFileThatIsGoneHasACopy(ArchivedRun.Kind kind) throws Exception {
        int killed = 0;
        for (String call : MUTATING) {
            int exit = -1;
            for (int n = 1; exit != 0; n++) {
                Path store = ArchivedRun.store(Files.createTempDirectory(temp, "store"));
                Path archive = Files.createTempDirectory(temp, "archive");
                exit = archive(killing(call, n), kind, store, archive);
                killed += exit == 0 ? 0 : 1;
                ArchivedCrashTest.assertNothingIsLostAndTheNextRunFinishes(kind, store, archive);
            }
        }
        assertThat(killed).isGreaterThan(20);
    }

    /** Calls that open a file and make it are some among very many that do not. */
    @ParameterizedTest
    @EnumSource
    void whicheverNewFileKillsARunThatArchivesEachFileThatIsGoneHasACopy(ArchivedRun.Kind kind) throws Exception {
        Path log = temp.resolve("log");
        Path whole = ArchivedRun.store(Files.createTempDirectory(temp, "store"));
        archive(List.of("-o", log.toString(), "-e", "trace=openat"), kind, whole, directory(temp.resolve("whole")));

        for (int call : creations(log)) {
            Path store = ArchivedRun.store(Files.createTempDirectory(temp, "store"));
            Path archive = Files.createTempDirectory(temp, "archive");
            archive(killing("openat", call), kind, store, archive);
            ArchivedCrashTest.assertNothingIsLostAndTheNextRunFinishes(kind, store, archive);
        }
    }

    /** The numbers, counted by thread as the injection does, of the calls that make a file. */
    private static Set<Integer> creations(Path log) throws IOException {
        Set<Integer> creations = new TreeSet<>();
        Map<String, Integer> calls = new HashMap<>();
        for (String line : Files.readAllLines(log)) {
            if (line.contains(" openat(")) {
                int number = calls.merge(line.substring(0, line.indexOf(' ')), 1, Integer::sum);
                if (line.contains("O_CREAT")) {
                    creations.add(number);
                }
            }
        }
        assertThat(creations).hasSizeGreaterThan(3);
        return creations;
    }

    private static int archive(List<String> options, ArchivedRun.Kind kind, Path store, Path archive)
            throws IOException, InterruptedException {
        return run(
                options,
                ArchivedRun.class,
                kind.name(),
                store.toString(),
                archive.toString(),
                ArchivedCrashTest.LATER.toString());
    }

    @Test
    void whatIsDeletedIsOneComponentInAnOpenDirectory() throws Exception {
        Path root = store();
        Path log = temp.resolve("log");

        int exit = run(
                List.of("-e", "trace=unlink,unlinkat,rmdir,rename,renameat,renameat2", "-o", log.toString()),
                Deed.class,
                Deed.REMOVE.name(),
                root.toString());

        assertThat(exit).isZero();
        List<String> calls = Files.readAllLines(log).stream()
                .filter(line -> line.contains("("))
                .toList();
        assertThat(calls)
                .hasSizeGreaterThan(6)
                .allSatisfy(call -> assertThat(call)
                        .contains("at(")
                        .doesNotContain("AT_FDCWD")
                        .doesNotContainPattern("\"[^\"]*/"));
    }

    @ParameterizedTest
    @EnumSource(names = {"REMOVE", "REMOVE_AGAIN", "SET_ASIDE"})
    void theJournalAndItsFoldersAreOnTheDiskBeforeTheFirstFileIsMoved(Deed deed) throws Exception {
        Path root = store();
        deed.prepare(LocalDirectory.at(root));
        Path log = temp.resolve("log");

        int exit = run(forcing(log), Deed.class, deed.name(), root.toString());

        assertThat(exit).isZero();
        List<String> calls = Files.readAllLines(log);
        int moved = indexOf(calls, "renameat\\w*\\(\\d+<" + root + "(/d|/d/e)?>, ");
        assertThat(indexOf(calls, "fsync\\(\\d+<.*/\\.cleanup/[0-9a-f-]{36}/journal>"))
                .isLessThan(moved);
        assertThat(indexOf(calls, "fsync\\(\\d+<.*/\\.cleanup/[0-9a-f-]{36}>")).isLessThan(moved);
        assertThat(indexOf(calls, "fsync\\(\\d+<.*/\\.cleanup>")).isLessThan(moved);
    }

    @Test
    void theZipFileAndItsNameAreOnTheDiskBeforeTheFirstOriginalIsMoved() throws Exception {
        Path store = ArchivedRun.store(Files.createTempDirectory(temp, "store"));
        Path archive = Files.createTempDirectory(temp, "archive");
        Path log = temp.resolve("log");

        int exit = archive(forcing(log), ArchivedRun.Kind.ZIP, store, archive);

        assertThat(exit).isZero();
        List<String> calls = Files.readAllLines(log);
        int content = indexOf(calls, "fsync\\(\\d+<" + archive + "/.*\\.zip\\.part>");
        int named = indexOf(calls, "rename\\w*\\(.*\\.zip\\.part\", .*\\.zip\"");
        int name = indexOf(calls, "fsync\\(\\d+<" + archive + ">");
        int moved = indexOf(calls, "renameat\\w*\\(\\d+<" + store + "(/d|/d/e)?>, ");
        assertThat(List.of(content, named, name, moved)).as("%s", calls).isSorted();
    }

    /** What is forced to the disk and what is moved, with the paths of what is open. */
    private static List<String> forcing(Path log) {
        return List.of("-y", "-e", "trace=?fsync,?fdatasync,?rename,?renameat,?renameat2", "-o", log.toString());
    }

    private static int indexOf(List<String> calls, String pattern) {
        Pattern call = Pattern.compile(pattern);
        int index = 0;
        while (index < calls.size() && !call.matcher(calls.get(index)).find()) {
            index++;
        }
        assertThat(index).as("%s among %s", pattern, calls).isLessThan(calls.size());
        return index;
    }

    @ParameterizedTest
    @EnumSource
    void aRehearsalMakesNoCallThatChangesAnything(ArchivedRun.Kind kind) throws Exception {
        Path store = ArchivedRun.store(Files.createTempDirectory(temp, "store"));
        Path archive = Files.createTempDirectory(temp, "archive");
        LocalDirectory.at(store).reserveSpace();
        Path log = temp.resolve("log");

        int exit = run(
                List.of("-o", log.toString(), "-e", "trace=" + CHANGING + ",openat"),
                Rehearsal.class,
                kind.name(),
                store.toString(),
                archive.toString());

        assertThat(exit).isZero();
        assertThat(Files.readAllLines(log))
                // A call that another thread's comes in between of has a second line, which says how it ended.
                .filteredOn(line -> line.contains("(") && !line.contains(" resumed>"))
                .filteredOn(line -> !line.contains("/proc/self/coredump_filter"))
                .hasSizeGreaterThan(20)
                .allSatisfy(call ->
                        assertThat(call).contains(" openat(").doesNotContainPattern("O_CREAT|O_TRUNC|O_WRONLY|O_RDWR"));
    }

    /** Plans and explains what a run would do. */
    static final class Rehearsal {
        private Rehearsal() {}

        public static void main(String[] arguments) {
            Archive archive = ArchivedRun.Kind.valueOf(arguments[0]).in(Path.of(arguments[2]));
            Cleanup cleanup =
                    ArchivedRun.over(LocalDirectory.at(Path.of(arguments[1])), archive, ArchivedCrashTest.LATER);
            if (!cleanup.plan().isSuccess() || cleanup.explain("a").toString().isEmpty()) {
                throw new AssertionError(cleanup.plan().toText());
            }
        }
    }

    private Path store() throws IOException {
        return files(directory(Files.createTempDirectory(temp, "store")), Deed.FILES);
    }

    private static int run(List<String> options, Class<?> program, String... arguments)
            throws IOException, InterruptedException {
        List<String> strace = new ArrayList<>(List.of("strace", "-f", "-qq"));
        strace.addAll(options);
        return Program.run(strace, program, arguments);
    }
}
