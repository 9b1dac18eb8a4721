package dev.cleanup.local;

import static dev.cleanup.local.Trees.directory;
import static dev.cleanup.local.Trees.file;
import static dev.cleanup.local.Trees.filesIn;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.cleanup.local.internal.fs.SurroundingsTest;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.QuarantineNote;
import dev.cleanup.storage.QuarantinedFile;
import dev.cleanup.storage.StoredFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cleaner and an attacker in another process, at full speed. What is usually written in place of this library loses files
 * of others in the same harness, so that it can fail.
 */
@Timeout(600)
class RaceTest {

    private static final int FILES = 40;
    private static final int MANY = 1000;
    private static final int FEW = 50;

    @TempDir
    private Path temp;

    private Path root;
    private Path victim;

    /** What cleans the store once; says how many files it removed. */
    private interface Cleaner {
        int clean() throws IOException;
    }

    @BeforeEach
    void makeRoot() throws IOException {
        root = directory(temp.toRealPath().resolve("store"));
        victim = directory(temp.toRealPath().resolve("victim"));
    }

    // ---- folders that become links

    @Test
    void noFileBehindASwappedFolderIsLostInAFewRounds() throws IOException {
        assertThat(lostBehindSwappedFolders(this::remove, FEW)).isZero();
    }

    @Test
    @Tag("thorough")
    void noFileBehindASwappedFolderIsLost() throws IOException {
        assertThat(lostBehindSwappedFolders(this::remove, MANY)).isZero();
    }

    @Test
    @Tag("thorough")
    void aWalkByPathLosesFilesBehindASwappedFolder() throws IOException {
        int lost = 0;
        for (int tries = 0; lost == 0 && tries < 20; tries++) {
            root = directory(temp.resolve("store" + tries));
            lost = lostBehindSwappedFolders(this::walkAndDelete, MANY);
        }
        assertThat(lost).as("the harness can fail").isPositive();
    }

    /** Counts the rounds that lost a file; ends at the first. */
    private int lostBehindSwappedFolders(Cleaner cleaner, int rounds) throws IOException {
        Path folder = directory(root.resolve("d"));
        for (int i = 0; i < FILES; i++) {
            file(victim.resolve("f" + i), "precious");
        }
        int removed = 0;
        try (SecureDirectoryStream<Path> open = secure(folder);
                Attacker attacker =
                        Attacker.start("swap", folder, temp.resolve(root.getFileName() + "-away"), victim)) {
            for (int round = 0; round < rounds || (removed == 0 && round < 100 * rounds); round++) {
                fill(open);
                removed += cleaner.clean();
                if (filesIn(victim).size() < FILES) {
                    return 1;
                }
            }
        } finally {
            Files.deleteIfExists(temp.resolve("link"));
        }
        assertThat(removed).as("the cleaner got hold of some").isPositive();
        return 0;
    }

    private static SecureDirectoryStream<Path> secure(Path folder) throws IOException {
        var stream = Files.newDirectoryStream(folder);
        assumeThat(stream).isInstanceOf(SecureDirectoryStream.class);
        return (SecureDirectoryStream<Path>) stream;
    }

    /** Wherever the folder is at the moment. */
    private static void fill(SecureDirectoryStream<Path> folder) throws IOException {
        for (int i = 0; i < FILES; i++) {
            folder.newByteChannel(Path.of("f" + i), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE))
                    .close();
        }
    }

    private int remove() {
        LocalDirectory storage = LocalDirectory.at(root);
        List<FileKey> keys =
                IntStream.range(0, FILES).mapToObj(i -> FileKey.of("d/f" + i)).toList();
        Found found = new Found();
        storage.lookUp(keys, found);
        int[] removed = new int[1];
        storage.remove(
                List.copyOf(found.files.values()),
                (file, outcome) -> removed[0] += outcome instanceof Outcome.Deleted ? 1 : 0);
        return removed[0];
    }

    private int walkAndDelete() throws IOException {
        int[] removed = new int[1];
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (attributes.isRegularFile()) {
                        removed[0] += Files.deleteIfExists(file) ? 1 : 0;
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException swapped) {
            return removed[0];
        }
        return removed[0];
    }

    // ---- files that go back, and files and folders that are made

    @Test
    void nothingIsMadeBehindASwappedFolderInAFewRounds() throws IOException {
        makeWhileSwapped(FEW);
    }

    @Test
    @Tag("thorough")
    void nothingIsMadeBehindASwappedFolder() throws IOException {
        makeWhileSwapped(MANY);
    }

    @Test
    void nothingIsMadeBehindAnExchangedFolderInAFewRounds() throws IOException {
        makeWhileExchanged(FEW);
    }

    @Test
    @Tag("thorough")
    void nothingIsMadeBehindAnExchangedFolder() throws IOException {
        makeWhileExchanged(MANY);
    }

    @Test
    @Tag("thorough")
    void linkingByPathAfterACheckMakesFilesBehindASwappedFolder() throws IOException {
        Path folder = directory(root.resolve("d"));
        Path from = file(root.resolve("aside"), "mine");
        try (Attacker attacker = Attacker.start("swap", folder, temp.resolve("away"), victim)) {
            for (int round = 0; round < 200 * MANY && filesIn(victim).isEmpty(); round++) {
                linkByPath(folder, from, "f" + round);
            }
        }
        assertThat(filesIn(victim)).as("the harness can fail").isNotEmpty();
    }

    private static void linkByPath(Path folder, Path from, String name) {
        try {
            if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                Files.createLink(folder.resolve(name), from);
            }
        } catch (IOException swapped) {
            return;
        }
    }

    private void makeWhileSwapped(int rounds) throws IOException {
        Path folder = directory(root.resolve("d"));
        try (SecureDirectoryStream<Path> open = secure(folder);
                Attacker attacker = Attacker.start("swap", folder, temp.resolve("away"), victim)) {
            makeAll(open, rounds);
        }
    }

    private void makeWhileExchanged(int rounds) throws IOException {
        Path folder = directory(root.resolve("d"));
        Path link = Files.createSymbolicLink(temp.resolve("link"), victim);
        try (SecureDirectoryStream<Path> open = secure(folder);
                Attacker attacker = Attacker.exchanging(folder, link)) {
            assumeThat(attacker).as("perl, and a kernel that exchanges").isNotNull();
            makeAll(open, rounds);
        }
    }

    /**
     * Sets files aside and has them go back, makes a folder on the way, and stores a file: all below the folder. On a busy
     * machine a few rounds may all find the link, so only the many have to get hold of a file.
     */
    private void makeAll(SecureDirectoryStream<Path> open, int rounds) throws IOException {
        LocalDirectory storage = LocalDirectory.at(root);
        int back = 0;
        for (int round = 0; round < rounds; round++) {
            fill(open);
            setAside(storage);
            back += putBack(storage);
            store(storage, "d/new" + round + "/file");
            assertThat(victim.toFile().list())
                    .as("made outside, in round %s", round)
                    .isEmpty();
        }
        assertThat(back).as("the cleaner got hold of some").isGreaterThanOrEqualTo(rounds / MANY);
    }

    private static void setAside(LocalDirectory storage) {
        Found found = new Found();
        storage.lookUp(
                IntStream.range(0, FILES).mapToObj(i -> FileKey.of("d/f" + i)).toList(), found);
        Map<StoredFile, QuarantineNote> noted = new LinkedHashMap<>();
        found.files
                .values()
                .forEach(file -> noted.put(
                        file, new QuarantineNote("media", "run", "task", Instant.EPOCH, Instant.EPOCH, Set.of())));
        storage.quarantine(noted, (file, outcome) -> {});
    }

    private static int putBack(LocalDirectory storage) {
        List<QuarantinedFile> aside = new ArrayList<>();
        storage.quarantined(aside::add);
        int[] back = new int[1];
        storage.restore(aside, (file, outcome) -> back[0] += outcome instanceof Outcome.Restored ? 1 : 0);
        return back[0];
    }

    private static void store(LocalDirectory storage, String key) {
        try {
            storage.write(FileKey.of(key), to -> to.write(1));
        } catch (IOException | RuntimeException swapped) {
            return;
        }
    }

    // ---- files that become pipes

    @Test
    void aFileThatBecomesAPipeIsNotWaitedForInAFewRounds() throws IOException {
        copyWhatAlternates(FEW * 20);
    }

    @Test
    @Tag("thorough")
    void aFileThatBecomesAPipeIsNotWaitedFor() throws IOException {
        copyWhatAlternates(MANY * 20);
    }

    private void copyWhatAlternates(int rounds) throws IOException {
        Path open = directory(root.resolve("d"));
        Path pipe = temp.resolve("pipe");
        assumeThat(SurroundingsTest.runs("mkfifo", pipe.toString()))
                .as("mkfifo")
                .isTrue();
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path plain = file(temp.resolve("plain"), "content");
        Files.createLink(open.resolve("f"), plain);
        LocalDirectory storage = LocalDirectory.at(root).removingHardLinks();
        StoredFile seen = Found.theFile(storage, "d/f");
        Files.delete(open.resolve("f"));
        try (Attacker attacker = Attacker.start("alternate", open.resolve("f"), plain, pipe)) {
            assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
                for (int round = 0; round < rounds; round++) {
                    copy(storage, seen);
                }
            });
        }
    }

    private static void copy(LocalDirectory storage, StoredFile file) {
        try {
            storage.copy(file, OutputStream.nullOutputStream());
        } catch (IOException | RuntimeException changed) {
            return;
        }
    }

    // ---- files that become others of the same name

    @Test
    void noFilePublishedUnderAPlannedNameIsLostInAFewRounds() throws IOException {
        assertThat(lostOfThePublished(this::removeSeen, FEW)).isZero();
    }

    @Test
    @Tag("thorough")
    void noFilePublishedUnderAPlannedNameIsLost() throws IOException {
        assertThat(lostOfThePublished(this::removeSeen, MANY)).isZero();
    }

    @Test
    @Tag("thorough")
    void checkingAndThenDeletingLosesFilesPublishedUnderThatName() throws IOException {
        assertThat(lostOfThePublished(this::checkAndDelete, 20 * MANY))
                .as("the harness can fail")
                .isPositive();
    }

    private interface OneFile {
        void clean(String name) throws IOException;
    }

    /** Counts the published files that are nowhere; ends at the first. */
    private int lostOfThePublished(OneFile cleaner, int rounds) throws IOException {
        Path old = temp.resolve("old");
        Random random = new Random(7);
        try (Attacker attacker = Attacker.start("publish", root, temp.resolve("upload"))) {
            for (int n = 0; n < rounds; n++) {
                Path name = root.resolve("f" + n);
                Files.move(file(old, "old"), name, ATOMIC_MOVE);
                attacker.tell("f" + n);
                Attacker.spin(random);
                cleaner.clean("f" + n);
                attacker.awaits("published f" + n);
                if (!isSomewhere(name, "published f" + n)) {
                    return 1;
                }
                Files.deleteIfExists(name);
            }
        }
        return 0;
    }

    private boolean isSomewhere(Path name, String content) {
        return (Files.exists(name) && Trees.content(name).equals(content))
                || (Files.exists(root.resolve(".cleanup"))
                        && filesIn(root.resolve(".cleanup")).stream()
                                .anyMatch(aside -> Trees.content(root.resolve(".cleanup/" + aside))
                                        .equals(content)));
    }

    private void removeSeen(String name) {
        LocalDirectory storage = LocalDirectory.at(root);
        Found found = Found.lookingUp(storage, name);
        List<StoredFile> old =
                found.files.values().stream().filter(file -> file.size() == 3).toList();
        storage.remove(old, (file, outcome) -> {});
        storage.recover(Instant.EPOCH);
    }

    private void checkAndDelete(String name) throws IOException {
        Path path = root.resolve(name);
        if (Files.size(path) == 3) {
            Files.delete(path);
        }
    }
}
