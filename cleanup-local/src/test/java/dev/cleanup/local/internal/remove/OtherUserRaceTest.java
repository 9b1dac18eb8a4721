package dev.cleanup.local.internal.remove;

import static dev.cleanup.local.Trees.directory;
import static dev.cleanup.local.Trees.file;
import static dev.cleanup.local.internal.fs.SurroundingsTest.AS_NOBODY;
import static dev.cleanup.local.internal.fs.SurroundingsTest.runs;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.cleanup.local.Attacker;
import dev.cleanup.local.Deed;
import dev.cleanup.local.Found;
import dev.cleanup.local.LocalDirectory;
import dev.cleanup.local.Trees;
import dev.cleanup.local.internal.RootMarker;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.QuarantineNote;
import dev.cleanup.storage.StorageUnavailableException;
import dev.cleanup.storage.StoredFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The superuser as the cleaner, and an attacker of another user that may write in the storage. Nothing is made, changed or
 * lost in a directory of the superuser's elsewhere, each file that was not removed stays, and nothing waits for a pipe.
 */
@Timeout(600)
class OtherUserRaceTest {

    private static final int MANY = 1000;
    private static final int FEW = 30;
    private static final int FILES = 8;
    private static final int REFERENCED = FILES / 2;

    @TempDir
    private Path temp;

    private Path root;
    private Path folder;
    private Path victim;
    private final Set<String> stored = new TreeSet<>();
    private final Set<String> uncertain = new TreeSet<>();
    private final Set<String> deleted = new TreeSet<>();
    private int back;

    @BeforeEach
    void makeStore() throws IOException {
        List<String> asNobody = new ArrayList<>(AS_NOBODY);
        asNobody.add("true");
        assumeThat(runs(asNobody.toArray(String[]::new)))
                .as("the tests run as root, and setpriv starts a process of another user")
                .isTrue();
        Path real = temp.toRealPath();
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rwx--x--x"));
        root = openToAll(real.resolve("store"));
        folder = openToAll(root.resolve("d"));
        Files.setAttribute(folder, "unix:uid", 65534);
        openToAll(folder.resolve("sub"));
        victim = directory(real.resolve("victim"));
        file(victim.resolve("f0-0"), "precious");
        Files.write(directory(victim.resolve("reserve")).resolve("journal"), new byte[Journal.SIZE]);
        file(victim.resolve("reserve/lock"), "");
        Files.setPosixFilePermissions(victim, PosixFilePermissions.fromString("rwx------"));
    }

    private static Path openToAll(Path path) throws IOException {
        return Files.setPosixFilePermissions(directory(path), PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    private Attacker exchanging(Path one, Path other) throws IOException {
        Attacker attacker = Attacker.exchangingAs(AS_NOBODY, one, other);
        assumeThat(attacker).as("perl, and a kernel that exchanges").isNotNull();
        return attacker;
    }

    private Path linkToTheVictim() throws IOException {
        return Files.createSymbolicLink(root.resolve("link"), victim);
    }

    // ---- folders that become links

    @Test
    void nothingHappensBehindAFolderThatIsExchangedForALinkInAFewRounds() throws IOException {
        cleanWhileTheFolderIsExchanged(FEW);
    }

    @Test
    @Tag("thorough")
    void nothingHappensBehindAFolderThatIsExchangedForALink() throws IOException {
        cleanWhileTheFolderIsExchanged(MANY);
    }

    private void cleanWhileTheFolderIsExchanged(int rounds) throws IOException {
        LocalDirectory storage = LocalDirectory.at(root);
        Path link = linkToTheVictim();
        try (SecureDirectoryStream<Path> open = secure(folder);
                Attacker attacker = exchanging(folder, link)) {
            cleanAll(storage, open, rounds);
        }
        if (Files.isSymbolicLink(folder)) {
            exchange(folder, link);
        }
        assertEachFileHasOnePlace(storage);
    }

    @Test
    void nothingHappensBehindAFolderThatIsSwappedForALinkInAFewRounds() throws IOException {
        cleanWhileTheFolderIsSwapped(FEW);
    }

    @Test
    @Tag("thorough")
    void nothingHappensBehindAFolderThatIsSwappedForALink() throws IOException {
        cleanWhileTheFolderIsSwapped(MANY);
    }

    /** Between the folder and the link there is neither, so that the cleaner makes the folder anew. */
    private void cleanWhileTheFolderIsSwapped(int rounds) throws IOException {
        LocalDirectory storage = LocalDirectory.at(root);
        Path classes = Attacker.copyClassTo(temp.resolve("classes"));
        Path away = root.resolve("away");
        try (SecureDirectoryStream<Path> open = secure(folder);
                Attacker attacker = Attacker.startAs(AS_NOBODY, classes, "swap", folder, away, victim)) {
            cleanAll(storage, open, rounds);
        }
        if (Files.isSymbolicLink(folder)) {
            Files.delete(folder);
        }
        assertEachFileHasOnePlace(storage);
    }

    // ---- the working directory that becomes a link, or a directory of the attacker's

    @Test
    void nothingHappensBehindAWorkingDirectoryThatIsExchangedForALinkInAFewRounds() throws IOException {
        cleanWhileTheWorkingDirectoryIsExchanged(linkToTheVictim(), FEW);
    }

    @Test
    @Tag("thorough")
    void nothingHappensBehindAWorkingDirectoryThatIsExchangedForALink() throws IOException {
        cleanWhileTheWorkingDirectoryIsExchanged(linkToTheVictim(), MANY);
    }

    @Test
    void nothingIsMadeInADirectoryOfTheAttackersInAFewRounds() throws IOException {
        cleanWhileTheWorkingDirectoryIsExchanged(directoryOfTheAttackers(), FEW);
    }

    @Test
    @Tag("thorough")
    void nothingIsMadeInADirectoryOfTheAttackers() throws IOException {
        cleanWhileTheWorkingDirectoryIsExchanged(directoryOfTheAttackers(), MANY);
    }

    private Path directoryOfTheAttackers() throws IOException {
        Path foreign = openToAll(root.resolve("foreign"));
        Files.setAttribute(foreign, "unix:uid", 65534);
        return foreign;
    }

    private void cleanWhileTheWorkingDirectoryIsExchanged(Path other, int rounds) throws IOException {
        LocalDirectory storage = LocalDirectory.at(root);
        storage.reserveSpace();
        Path working = root.resolve(".cleanup");
        try (SecureDirectoryStream<Path> open = secure(folder);
                Attacker attacker = exchanging(working, other)) {
            cleanAll(storage, open, rounds);
        }
        if (!isTheSuperusersDirectory(working)) {
            exchange(working, other);
        }
        if (!Files.isSymbolicLink(other)) {
            assertThat(other).as("the attacker's directory").isEmptyDirectory();
        }
        assertEachFileHasOnePlace(storage);
    }

    private void exchange(Path one, Path other) throws IOException {
        Files.move(one, root.resolve("between"));
        Files.move(other, one);
        Files.move(root.resolve("between"), other);
    }

    private static boolean isTheSuperusersDirectory(Path path) throws IOException {
        return Files.isDirectory(path, NOFOLLOW_LINKS)
                && Files.getAttribute(path, "unix:uid", NOFOLLOW_LINKS).equals(0);
    }

    // ---- what the cleaner does

    /** Does all that makes, moves or removes something, below one folder. */
    private void cleanAll(LocalDirectory storage, SecureDirectoryStream<Path> open, int rounds) throws IOException {
        Map<String, String> before = lookOf(victim);
        for (int round = 0; round < rounds; round++) {
            List<String> keys = fill(open, round);
            perform(() -> setAside(storage, keys));
            removeSubFolder(open);
            perform(() -> putBack(storage));
            perform(() -> copyTheFirst(storage));
            store(storage, "d/new" + round + "/file", "new" + round);
            perform(() -> remove(storage, keys.subList(REFERENCED, FILES)));
            perform(() -> storage.recover(Instant.EPOCH));
            perform(storage::reserveSpace);
            assertThat(lookOf(victim)).as("outside, in round %s", round).isEqualTo(before);
        }
        assertThat(Math.min(back, deleted.size()))
                .as("the cleaner got hold of some")
                .isGreaterThanOrEqualTo(rounds / MANY);
    }

    /** A storage that cannot be worked on says so. */
    private static void perform(Runnable work) {
        try {
            work.run();
        } catch (StorageUnavailableException exchanged) {
            return;
        }
    }

    /** Stores files wherever the folder is at the moment; each holds its own key. */
    private List<String> fill(SecureDirectoryStream<Path> open, int round) throws IOException {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < FILES - 1; i++) {
            keys.add("d/f" + round + "-" + i);
            write(open, keys.get(i));
        }
        keys.add("d/sub/f" + round);
        try (SecureDirectoryStream<Path> sub = open.newDirectoryStream(Path.of("sub"), NOFOLLOW_LINKS)) {
            write(sub, keys.get(FILES - 1));
        } catch (NoSuchFileException notPutBackYet) {
            return keys;
        }
        return keys;
    }

    private void write(SecureDirectoryStream<Path> open, String key) throws IOException {
        Path name = Path.of(key).getFileName();
        try (SeekableByteChannel channel = open.newByteChannel(name, Set.of(CREATE_NEW, WRITE))) {
            channel.write(ByteBuffer.wrap(key.getBytes(UTF_8)));
        }
        stored.add(key);
    }

    private static void setAside(LocalDirectory storage, List<String> keys) {
        Map<StoredFile, QuarantineNote> noted = new LinkedHashMap<>();
        lookUp(storage, keys).forEach(file -> noted.put(file, Deed.NOTE));
        storage.quarantine(noted, (file, outcome) -> {});
    }

    private static Collection<StoredFile> lookUp(LocalDirectory storage, List<String> keys) {
        return Found.lookingUp(storage, keys.toArray(String[]::new)).files.values();
    }

    /** So that it has to be made for the files that go back. */
    private static void removeSubFolder(SecureDirectoryStream<Path> open) throws IOException {
        try {
            open.deleteDirectory(Path.of("sub"));
        } catch (NoSuchFileException | DirectoryNotEmptyException notYet) {
            return;
        }
    }

    private void putBack(LocalDirectory storage) {
        storage.restore(Deed.aside(storage), (file, outcome) -> back += outcome instanceof Outcome.Restored ? 1 : 0);
    }

    /** Outside there is a file of that name, too. */
    private static void copyTheFirst(LocalDirectory storage) {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        try {
            for (StoredFile file : lookUp(storage, List.of("d/f0-0"))) {
                storage.copy(file, copy);
            }
        } catch (IOException exchanged) {
            return;
        } finally {
            assertThat(copy.toString(UTF_8)).isIn("", "d/f0-0");
        }
    }

    private void store(LocalDirectory storage, String key, String content) {
        try {
            storage.write(FileKey.of(key), to -> to.write(content.getBytes(UTF_8)));
            stored.add(content);
        } catch (IOException | RuntimeException exchanged) {
            // It may have been stored before its folder was exchanged, so that its look failed.
            uncertain.add(content);
        }
    }

    private void remove(LocalDirectory storage, List<String> keys) {
        storage.remove(List.copyOf(lookUp(storage, keys)), (file, outcome) -> {
            if (outcome instanceof Outcome.Deleted) {
                deleted.add(file.key().path());
            }
        });
    }

    // ---- what is to hold

    /** All that could show that something was done with an entry, by its path. */
    private static Map<String, String> lookOf(Path directory) throws IOException {
        Map<String, String> look = new TreeMap<>();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Map<String, Object> seen = Files.readAttributes(
                        path, "unix:ino,mode,uid,nlink,size,lastModifiedTime,ctime", NOFOLLOW_LINKS);
                look.put(path.toString(), new TreeMap<>(seen).toString());
            }
        }
        return look;
    }

    /** After the attack all files go back. Each that was not removed has one name, in the storage, and no other file is there. */
    private void assertEachFileHasOnePlace(LocalDirectory storage) throws IOException {
        storage.recover(Instant.EPOCH);
        putBack(storage);
        assertThat(storage.limitations()).isEmpty();
        List<String> found = new ArrayList<>();
        for (String name : Trees.filesIn(root)) {
            if (Files.isRegularFile(root.resolve(name), NOFOLLOW_LINKS)) {
                found.add(Trees.content(root.resolve(name)));
            }
        }
        stored.removeAll(deleted);
        uncertain.forEach(found::remove);
        assertThat(found).containsExactlyInAnyOrderElementsOf(stored);
    }

    // ---- files that become pipes

    @Test
    void aFileThatIsExchangedForAPipeIsNotWaitedForInAFewRounds() throws IOException {
        copyWhileExchanged(FEW * 20);
    }

    @Test
    @Tag("thorough")
    void aFileThatIsExchangedForAPipeIsNotWaitedFor() throws IOException {
        copyWhileExchanged(MANY * 20);
    }

    private void copyWhileExchanged(int rounds) throws IOException {
        LocalDirectory storage = LocalDirectory.at(root);
        StoredFile seen = Found.theFile(LocalDirectory.at(Trees.files(root, "d/f")), "d/f");
        try (Attacker attacker = exchanging(folder.resolve("f"), pipe(folder.resolve("pipe")))) {
            assertThat(endings(rounds, () -> storage.copy(seen, OutputStream.nullOutputStream())))
                    .isGreaterThanOrEqualTo(rounds / MANY / 20);
        }
    }

    @Test
    void aMarkThatIsExchangedForAPipeIsNotWaitedForInAFewRounds() throws IOException {
        verifyWhileExchanged(FEW * 20);
    }

    @Test
    @Tag("thorough")
    void aMarkThatIsExchangedForAPipeIsNotWaitedFor() throws IOException {
        verifyWhileExchanged(MANY * 20);
    }

    private void verifyWhileExchanged(int rounds) throws IOException {
        LocalDirectory storage = LocalDirectory.at(root);
        storage.writeMarker("uploads-1");
        LocalDirectory marked = storage.expectingMarker("uploads-1");
        try (Attacker attacker = exchanging(root.resolve(RootMarker.NAME), pipe(root.resolve("pipe")))) {
            assertThat(endings(rounds, marked::verify)).isGreaterThanOrEqualTo(rounds / MANY / 20);
        }
    }

    private static Path pipe(Path path) {
        assumeThat(runs("mkfifo", path.toString())).as("mkfifo").isTrue();
        return path;
    }

    /** What reads a file. */
    private interface Reading {
        void read() throws IOException;
    }

    /** Reads over and over, and counts how often the file was there. */
    private static int endings(int rounds, Reading reading) {
        return assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
            int ended = 0;
            for (int round = 0; round < rounds; round++) {
                ended += isThere(reading) ? 1 : 0;
            }
            return ended;
        });
    }

    private static boolean isThere(Reading reading) {
        try {
            reading.read();
            return true;
        } catch (IOException | StorageUnavailableException exchanged) {
            return false;
        }
    }

    private static SecureDirectoryStream<Path> secure(Path folder) throws IOException {
        var stream = Files.newDirectoryStream(folder);
        assumeThat(stream).isInstanceOf(SecureDirectoryStream.class);
        return (SecureDirectoryStream<Path>) stream;
    }
}
