package dev.cleanup.jsonstore.internal.claim;

import dev.cleanup.jsonstore.internal.document.ByteCuts;
import dev.cleanup.jsonstore.internal.document.DocumentException;
import dev.cleanup.jsonstore.internal.document.DocumentReader;
import dev.cleanup.jsonstore.internal.document.Entry;
import dev.cleanup.jsonstore.internal.document.EntryInventory;
import dev.cleanup.jsonstore.internal.document.EntrySchema;
import dev.cleanup.jsonstore.internal.file.AtomicReplace;
import dev.cleanup.jsonstore.internal.file.DurabilityUnknownException;
import dev.cleanup.jsonstore.internal.file.FileCalls;
import dev.cleanup.jsonstore.internal.file.FileVersion;
import dev.cleanup.jsonstore.internal.file.RegularFile;
import dev.cleanup.jsonstore.internal.file.SidecarFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The host's file of entries, read and rewritten as a whole.
 *
 * @param declared its shape
 * @param missing what it means that there is none
 */
record TokenFile(EntrySchema declared, Missing missing) {

    /** What it means that there is no such file. */
    enum Missing {
        REFUSED,
        EMPTY
    }

    /**
     * Shows all entries.
     *
     * @return the version that was read; empty where there is no file, and that means that there are no entries
     * @throws IOException if that is not all, or not what was declared; what was shown until then counts for nothing
     */
    Optional<FileVersion> read(Path file, DocumentReader.Sink sink) throws IOException {
        try {
            FileVersion before = FileVersion.of(file);
            readOnce(file, sink);
            requireNotWritten(before, file);
            return Optional.of(before);
        } catch (NoSuchFileException none) {
            if (missing == Missing.EMPTY
                    && none.getFile() != null
                    && none.getFile().equals(file.toString())) {
                return Optional.empty();
            }
            throw new DocumentException(
                    "there is no such file; declare absentMeansEmpty() if that means that nothing was" + " written yet",
                    none);
        }
    }

    private void readOnce(Path file, DocumentReader.Sink sink) throws IOException {
        try (FileChannel channel = RegularFile.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
                InputStream bytes = Channels.newInputStream(channel)) {
            DocumentReader.read(declared, bytes, sink);
        }
    }

    /** A file that was replaced meanwhile was read to its end; one that was written into may be half of each. */
    private static void requireNotWritten(FileVersion before, Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        FileVersion after = FileVersion.of(file);
        if (!before.wasReplacedBy(after) && !before.equals(after)) {
            throw new DocumentException("somebody wrote into it while it was read");
        }
    }

    /**
     * Leaves some bytes out, and nothing else.
     *
     * @throws DurabilityUnknownException if they are gone, and may be back after a loss of power
     * @throws IOException if the file is what it was
     */
    void rewrite(FileCalls disk, SidecarFiles siblings, FileVersion read, ByteCuts cuts) throws IOException {
        requireOneName(siblings.file());
        new AtomicReplace(disk, siblings.fresh())
                .of(siblings.file(), siblings.file(), to -> copy(disk, siblings.file(), to, cuts), fresh -> {
                    requireTheRest(fresh, cuts);
                    requireUnchanged(siblings.file(), read);
                });
    }

    private static void copy(FileCalls disk, Path file, FileChannel to, ByteCuts cuts) throws IOException {
        try (FileChannel from = RegularFile.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            long start = 0;
            for (Entry.Span cut : cuts.spans()) {
                disk.copy(from, start, cut.start(), to);
                start = cut.end();
            }
            disk.copy(from, start, from.size(), to);
        }
    }

    /** Neither the new content nor the marks could be seen by those who know the file by another name. */
    static void requireOneName(Path file) throws IOException {
        if (FileVersion.has(file, "unix")
                && (int) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS) > 1) {
            throw new DocumentException(
                    "it has another name (a hard link), under which the old content would stay: remove"
                            + " that name, or make it a symbolic link");
        }
    }

    /** What cannot happen, and would cost tokens: that what was written is not the old file without those entries. */
    private void requireTheRest(Path fresh, ByteCuts cuts) throws IOException {
        EntryInventory found = new EntryInventory();
        try {
            readOnce(fresh, found);
        } catch (DocumentException fault) {
            throw new DocumentException("what was to replace it cannot be read: " + fault.getMessage(), fault);
        }
        if (!found.equalsFinally(cuts.rest())) {
            throw new DocumentException("what was to replace it does not hold the entries that are to stay");
        }
    }

    private static void requireUnchanged(Path file, FileVersion read) throws IOException {
        if (!FileVersion.of(file).equals(read)) {
            throw new DocumentException(
                    "it was changed by somebody who does not hold its lock; what they wrote would be"
                            + " lost. Have all who write it use JsonFileLock");
        }
    }
}
