package dev.cleanup.local.internal;

import static dev.cleanup.local.Found.lookingUp;
import static dev.cleanup.local.Found.removing;
import static dev.cleanup.local.Found.theFile;
import static dev.cleanup.local.Trees.directory;
import static dev.cleanup.local.Trees.files;
import static dev.cleanup.local.Trees.filesIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.local.Deed;
import dev.cleanup.local.LocalDirectory;
import dev.cleanup.local.internal.fs.RemoveTest;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.storage.StoredFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class HardLinkPolicyTest {

    @TempDir
    private Path temp;

    private Path root;
    private LocalDirectory storage;

    @BeforeEach
    void makeRoot() {
        root = files(directory(temp.resolve("store")), "a", "b");
        storage = LocalDirectory.at(root);
    }

    private void snapshot() throws IOException {
        Files.createLink(temp.resolve("snapshot"), root.resolve("a"));
    }

    @Test
    void aFileWithAnotherNameIsNoneOfTheCandidates() throws IOException {
        snapshot();

        assertThat(lookingUp(storage, "a").unusable.get("a"))
                .isEqualTo("file with 2 hard links: another name of it may be somebody's backup, and to remove this one"
                        + " frees nothing");
        assertThat(lookingUp(storage, "b").files).containsOnlyKeys("b");
    }

    @Test
    void aFileThatWasGivenAnotherNameSinceIsKept() throws IOException {
        StoredFile seen = theFile(storage, "a");
        snapshot();

        RemoveTest.assertKept(removing(storage, seen), "file with 2 hard links");
        assertThat(filesIn(root)).containsExactly("a", "b");
    }

    @Test
    void aHostThatSaysSoHasTheNameRemovedAndTheOtherStays() throws IOException {
        snapshot();
        LocalDirectory linked = storage.removingHardLinks();

        assertThat(removing(linked, theFile(linked, "a"))).isEqualTo(new Outcome.Deleted());

        assertThat(filesIn(root)).containsExactly("b");
        assertThat(temp.resolve("snapshot")).hasContent("a");
    }

    @Test
    void aNameThatWasSetAsideStaysAsideWhateverOtherNamesThereAre() throws IOException {
        snapshot();
        LocalDirectory linked = storage.removingHardLinks();
        Deed.setAside(linked, "a");

        assertThat(linked.recover(Instant.EPOCH)).isEmpty();

        assertThat(Deed.aside(linked)).hasSize(1);
        assertThat(root.resolve("a")).doesNotExist();
    }
}
