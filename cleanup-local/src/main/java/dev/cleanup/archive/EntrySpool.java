package dev.cleanup.archive;

import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.cleanup.storage.ArchiveRequest;
import dev.cleanup.storage.ReadableStorage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Takes one file after the other until each is whole: a zip file cannot take back an entry that was begun, and a file that breaks off
 * costs itself alone. Not thread-safe.
 */
final class EntrySpool implements AutoCloseable {

    private final FileChannel channel;

    /** Makes it, at a path that is free; nothing is there any more once it is closed. */
    EntrySpool(Path path) throws IOException {
        channel = PrivateFile.make(path, READ, WRITE, DELETE_ON_CLOSE);
    }

    /**
     * Takes a file in place of the last one.
     *
     * @return its digest
     * @throws CopyFailedException if it cannot be read to its end
     */
    String take(ArchiveRequest item, ReadableStorage from) throws IOException {
        channel.truncate(0);
        return Sha256Copy.copy(item, from, Channels.newOutputStream(channel));
    }

    /** Hands over the file that was taken last. */
    void giveTo(OutputStream to) throws IOException {
        channel.position(0);
        Channels.newInputStream(channel).transferTo(to);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
