package dev.cleanup.jsonstore;

import dev.cleanup.report.CleanupPlan;
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

/**
 * Plans in files of a limited size.
 *
 * @param limit the most bytes that a file may have
 */
record PlanFile(long limit) {

    void write(CleanupPlan plan, Path file) {
        try {
            requireFreeOrRegular(file);
            AtomicFile.write(file, channel -> {
                PlanCodec.write(plan, Channels.newOutputStream(channel));
                requireReadable(channel.position());
            });
        } catch (IOException fault) {
            throw new UncheckedIOException(
                    "plan " + plan.id() + " of " + plan.cleanup() + " was not written to " + file + ": " + fault
                            + ". It cannot be approved or applied later from there, and what was there before is unchanged."
                            + " Name a file in a directory that exists and can be written to, or write it again.",
                    fault);
        }
    }

    /** A link there means that somebody expects the plan elsewhere; it is neither followed nor replaced. */
    private static void requireFreeOrRegular(Path file) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(file.toString(), null, "something else than a regular file is there");
        }
    }

    private void requireReadable(long size) throws IOException {
        if (size > limit) {
            throw new IOException("it takes " + size + " bytes, more than the " + limit
                    + " that would be read again; let plans hold fewer items");
        }
    }

    CleanupPlan read(Path file) {
        try {
            // A pipe or a device might never answer.
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new PlanUnreadableException(file, "it is no regular file", null);
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                requireReasonable(file, channel.size());
                return PlanCodec.read(file, Channels.newInputStream(channel));
            }
        } catch (NoSuchFileException missing) {
            throw new PlanUnreadableException(file, "there is no such file", missing);
        } catch (IOException fault) {
            throw new PlanUnreadableException(file, fault.toString(), fault);
        }
    }

    private void requireReasonable(Path file, long size) {
        if (size == 0) {
            throw new PlanUnreadableException(file, "it is empty", null);
        }
        if (size > limit) {
            throw new PlanUnreadableException(
                    file, "its " + size + " bytes are more than the " + limit + " that a plan may take", null);
        }
    }
}
