package dev.cleanup.jsonstore.internal.file;

import dev.cleanup.jsonstore.internal.codec.JsonFormat;
import dev.cleanup.outcome.CleanupException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Files that hold one document each, of a limited size, and are replaced and read as a whole.
 *
 * @param <T> what a document stands for
 * @param format the documents' format
 * @param limit the most bytes that a file may have
 * @param words how faults are told
 */
public record DocumentFile<T>(JsonFormat<T> format, long limit, Words<T> words) {

    /**
     * How faults are told.
     *
     * @param name names a document
     * @param unwritten what it means that a document was not written, and what to do, as sentences
     * @param unreadable makes the exception of a file that holds no document
     */
    public record Words<T>(Function<T, String> name, String unwritten, Unreadable unreadable) {}

    /** Makes the exception of a file that holds no document. */
    public interface Unreadable {
        CleanupException of(Path file, String fault, @Nullable Throwable cause);
    }

    public void write(T value, Path file) {
        try {
            requireFreeOrRegular(file);
            AtomicFile.write(file, channel -> {
                format.write(value, Channels.newOutputStream(channel));
                requireReadable(channel.position());
            });
        } catch (IOException fault) {
            throw new UncheckedIOException(
                    words.name().apply(value) + " was not written to " + file + ": " + fault + ". " + words.unwritten(),
                    fault);
        }
    }

    /** A link there means that somebody expects the document elsewhere; it is neither followed nor replaced. */
    private static void requireFreeOrRegular(Path file) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(file.toString(), null, "something else than a regular file is there");
        }
    }

    private void requireReadable(long size) throws IOException {
        if (size > limit) {
            throw new IOException("it takes " + size + " bytes, more than the " + limit
                    + " that would be read again; let " + format.word() + "s hold fewer items");
        }
    }

    public T read(Path file) {
        try {
            // A pipe or a device might never answer.
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw unreadable(file, "it is no regular file", null);
            }
            try (FileChannel channel = RegularFile.open(file, StandardOpenOption.READ)) {
                requireReasonable(file, channel.size());
                return format.read(Channels.newInputStream(channel), (fault, cause) -> unreadable(file, fault, cause));
            }
        } catch (NoSuchFileException missing) {
            throw unreadable(file, "there is no such file", missing);
        } catch (IOException fault) {
            throw unreadable(file, fault.toString(), fault);
        }
    }

    private void requireReasonable(Path file, long size) {
        if (size == 0) {
            throw unreadable(file, "it is empty", null);
        }
        if (size > limit) {
            throw unreadable(
                    file,
                    "its " + size + " bytes are more than the " + limit + " that a " + format.word() + " may take",
                    null);
        }
    }

    private CleanupException unreadable(Path file, String fault, @Nullable Throwable cause) {
        return words.unreadable().of(file, fault, cause);
    }
}
