package dev.cleanup.local.internal.fs;

import static dev.cleanup.local.Found.removing;
import static dev.cleanup.local.Found.theFiles;
import static dev.cleanup.local.Trees.directory;
import static dev.cleanup.local.Trees.files;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.local.Deed;
import dev.cleanup.local.Directories;
import dev.cleanup.local.LocalDirectory;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is on the disk before the next step is taken, so that a loss of power loses no file: by the calls in their order. */
@Tag("fast")
class DurabilityTest {

    @TempDir
    private Path temp;

    private Path root;
    private final Recorded calls = new Recorded();

    @BeforeEach
    void makeRoot() {
        root = files(directory(temp.resolve("store")), "d/a", "d/b", "c");
    }

    /** The real operations, each written down, and each time that something was forced to the disk. */
    private static final class Recorded extends SecureDirectoryCalls {
        private final List<String> made = new ArrayList<>();

        @Override
        void force(FileChannel channel) throws IOException {
            super.force(channel);
            made.add("forced");
        }

        @Override
        public void sync(DirectoryHandle directory) throws IOException {
            made.add("force " + shown(directory.path()));
            super.sync(directory);
        }

        @Override
        public void overwrite(DirectoryHandle directory, EntryName entry, String text) throws IOException {
            made.add("write " + entry);
            super.overwrite(directory, entry, text);
        }

        @Override
        public void rename(DirectoryHandle from, EntryName entry, DirectoryHandle to, EntryName target)
                throws IOException {
            made.add("move " + entry);
            super.rename(from, entry, to, target);
        }

        private static String shown(Path folder) {
            String name = folder.getFileName().toString();
            return name.matches("[0-9a-f-]{36}") ? "batch" : name;
        }

        /** What was done before the first file of the storage was moved. */
        List<String> beforeTheFirstMove() {
            int first = made.stream()
                    .filter(call -> call.matches("move [abc]"))
                    .map(made::indexOf)
                    .findFirst()
                    .orElseThrow();
            return made.subList(0, first);
        }
    }

    @Test
    void theJournalAndItsFoldersAreOnTheDiskBeforeTheFirstFileIsMoved() {
        LocalDirectory storage = Directories.over(root, calls);

        removing(storage, theFiles(storage, "d/a", "d/b", "c"));

        assertThat(calls.beforeTheFirstMove())
                .containsSubsequence("force store", "forced", "write journal", "forced")
                .endsWith("write journal", "forced", "force batch", "forced", "force .cleanup", "forced");
    }

    @Test
    void soAreTheyWhereTheFolderWasKeptInReserve() {
        LocalDirectory storage = Directories.over(root, calls);
        removing(storage, theFiles(storage, "c"));
        calls.made.clear();

        removing(storage, theFiles(storage, "d/a", "d/b"));

        assertThat(calls.beforeTheFirstMove())
                .containsExactly(
                        "move reserve", "write journal", "forced", "force batch", "forced", "force .cleanup", "forced");
    }

    @Test
    void theJournalOfFilesThatAreSetAsideIsOnTheDiskBeforeTheFirstIsMoved() {
        LocalDirectory storage = Directories.over(root, calls);

        storage.quarantine(
                theFiles(storage, "d/a", "c").stream().collect(Collectors.toMap(file -> file, file -> Deed.NOTE)),
                (file, outcome) -> {});

        assertThat(calls.beforeTheFirstMove())
                .containsSubsequence("write journal", "forced", "force batch", "forced", "force .cleanup", "forced");
    }
}
