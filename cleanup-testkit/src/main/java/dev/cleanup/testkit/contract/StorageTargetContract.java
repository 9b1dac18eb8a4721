package dev.cleanup.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cleanup.storage.FileChangedException;
import dev.cleanup.storage.FileContent;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.ListableStorage;
import dev.cleanup.storage.ReadableStorage;
import dev.cleanup.storage.StoredFile;
import dev.cleanup.storage.WritableStorage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What every storage must do: a test class to extend, with its abilities to list, to quarantine, to show and to take files
 * where it has them.
 *
 * <p>The storage is empty when a test begins, and the same during the test. What an implementation cannot do is skipped,
 * visibly. Subclasses play the host, past the storage. Each hook that they override beyond the abstract methods runs tests that
 * are skipped otherwise. Like every test class, not safe for use by several threads.
 */
public abstract class StorageTargetContract extends QuarantineContract {

    /** For subclasses. */
    protected StorageTargetContract() {}

    @Test
    final void showsAllThatIsInAFile() throws Exception {
        byte[] content = new byte[100_000];
        new Random(7).nextBytes(content);
        put(FileKey.of("folder/a.bin"), content);
        ReadableStorage storage = readable();
        ByteArrayOutputStream copy = new ByteArrayOutputStream();

        storage.copy(lookUp("folder/a.bin").file("folder/a.bin"), copy);

        assertThat(copy.toByteArray()).isEqualTo(content);
    }

    @Test
    final void showsNothingOfAnotherFileThatTookTheName() throws Exception {
        put("a.txt", "a");
        ReadableStorage storage = readable();
        StoredFile seen = lookUp("a.txt").file("a.txt");
        replace(FileKey.of("a.txt"), bytes("another"));

        assertThatThrownBy(() -> storage.copy(seen, OutputStream.nullOutputStream()))
                .isInstanceOf(FileChangedException.class);
    }

    @Test
    final void saysThatAFileIsNotThereToBeShown() throws Exception {
        put("a.txt", "a");
        ReadableStorage storage = readable();
        StoredFile seen = lookUp("a.txt").file("a.txt");
        delete(FileKey.of("a.txt"));

        assertThatThrownBy(() -> storage.copy(seen, OutputStream.nullOutputStream()))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    final void vouchesForNoFileThatChangedWhileItWasRead() throws Exception {
        put("a.txt", "a");
        ReadableStorage storage = readable();
        StoredFile seen = lookUp("a.txt").file("a.txt");
        OutputStream meddling = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                try {
                    replace(FileKey.of("a.txt"), bytes("another"));
                } catch (Exception fault) {
                    throw new IOException(fault);
                }
            }
        };

        assertThatThrownBy(() -> storage.copy(seen, meddling)).isInstanceOf(FileChangedException.class);
    }

    @Test
    final void storesWhatItThenShows() throws Exception {
        WritableStorage storage = writable();

        StoredFile written = storage.write(FileKey.of("new/folder/a.txt"), to -> to.write(bytes("content")));

        assertThat(lookUp("new/folder/a.txt").file("new/folder/a.txt")).isEqualTo(written);
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        storage.copy(written, copy);
        assertThat(copy).hasToString("content");
    }

    @Test
    final void storesNothingOverAnotherFile() throws Exception {
        WritableStorage storage = writable();
        put("a.txt", "a");

        assertThatThrownBy(() -> storage.write(FileKey.of("a.txt"), to -> to.write(bytes("another"))))
                .isInstanceOf(FileAlreadyExistsException.class);

        assertThat(lookUp("a.txt").file("a.txt").size()).isEqualTo(1);
    }

    @Test
    final void storesNothingOfAContentThatBreaksOff() throws Exception {
        WritableStorage storage = writable();
        FileContent broken = to -> {
            to.write(bytes("half"));
            throw new IOException("broken off");
        };

        assertThatThrownBy(() -> storage.write(FileKey.of("folder/a.txt"), broken))
                .isInstanceOf(IOException.class)
                .hasMessage("broken off");

        assertThat(lookUp("folder/a.txt").absent()).containsExactly(FileKey.of("folder/a.txt"));
        if (storage() instanceof ListableStorage listable) {
            assertThat(ListingResult.in(listable)).isEmpty();
        }
    }

    final ReadableStorage readable() {
        assumeTrue(storage() instanceof ReadableStorage, "the storage cannot show what is in its files");
        return (ReadableStorage) storage();
    }

    final WritableStorage writable() {
        assumeTrue(storage() instanceof WritableStorage, "the storage takes no files");
        return (WritableStorage) storage();
    }
}
