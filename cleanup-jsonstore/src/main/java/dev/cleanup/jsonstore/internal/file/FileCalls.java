package dev.cleanup.jsonstore.internal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/** All that is ever changed on disk: each call may fail, and tests let each one fail. */
public interface FileCalls {

    /** Makes a new file that only its owner can read. */
    FileChannel create(Path file) throws IOException;

    /** Opens a file that is there, to be written at its end. */
    FileChannel append(Path file) throws IOException;

    /** Writes all that remains. */
    void write(FileChannel to, ByteBuffer bytes) throws IOException;

    /** Appends bytes of another file. */
    void copy(FileChannel from, long start, long end, FileChannel to) throws IOException;

    void truncate(FileChannel file, long size) throws IOException;

    void own(Path file, UserPrincipal owner, GroupPrincipal group) throws IOException;

    void permit(Path file, Set<PosixFilePermission> permissions) throws IOException;

    void force(FileChannel file) throws IOException;

    /** Puts a file in the place of another, in one step or not at all. */
    void move(Path from, Path to) throws IOException;

    /** Makes sure that names given or taken in a folder survive a loss of power. */
    void forceFolder(Path folder) throws IOException;

    void deleteIfExists(Path file) throws IOException;
}
