package dev.cleanup.archive;

import static java.util.Objects.requireNonNull;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.storage.Archive;
import dev.cleanup.storage.ArchiveRequest;
import dev.cleanup.storage.OutcomeSink;
import dev.cleanup.storage.ReadableStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An archive of dated zip files in a local directory, each with a manifest.
 *
 * <p>Each batch of a run, of 100 files or some more, becomes one zip file, such as
 * {@code 2026-03-01T120000Z-orphaned-files-1f0c2e88-0001.zip}. The files lie compressed below {@code files/}, under the names
 * that they had; {@code manifest.json} says of each its key, size, SHA-256, times and identity, why it went, by which
 * cleanup, run and task, and when. A zip file is written under a name that ends with {@code .part}, forced to disk, opened
 * again and read back to the last byte, and only then gets its name; what ends with {@code .part} was left by a crash, its
 * files were not deleted, and it can be. Zip files are readable for the user of this process alone (mode 0600), from their first byte on.
 *
 * <p>Names that some system forbids, or takes for another place, are percent-encoded in the zip file; the manifest has the
 * entry of each file and its true key.
 *
 * <p>Immutable and safe for use by several threads and processes.
 */
public final class ZipArchive implements Archive {

    private final Path directory;
    private final ZipWriter.Course course;

    private ZipArchive(Path directory, ZipWriter.Course course) {
        this.directory = directory;
        this.course = course;
    }

    /**
     * The archive in a directory.
     *
     * @param directory where the zip files go; must not lie inside the storage that is cleaned
     * @return the archive
     * @throws IllegalArgumentException if it is not there, or no directory
     */
    public static ZipArchive in(Path directory) {
        try {
            Path real = requireNonNull(directory, "directory").toRealPath();
            if (Files.isDirectory(real)) {
                return new ZipArchive(real, step -> {});
            }
        } catch (IOException missing) {
            throw refused(directory, missing);
        }
        throw refused(directory, null);
    }

    /** This archive, with something that happens on the way to a zip file. */
    ZipArchive reaching(ZipWriter.Course steps) {
        return new ZipArchive(directory, steps);
    }

    private static IllegalArgumentException refused(Path directory, @Nullable IOException why) {
        return new IllegalArgumentException(
                "directory (" + directory + ") of the archive is no directory that can be reached"
                        + (why == null ? "" : " (" + why + ")")
                        + ": without it nothing would be deleted. Make it first",
                why);
    }

    @Override
    public String id() {
        return directory.toUri().toString();
    }

    /** Writes one zip file for the batch; a file that cannot be copied to its end is left out of it. */
    @Override
    public void store(List<ArchiveRequest> batch, ReadableStorage from, OutcomeSink<ArchiveRequest> sink) {
        if (batch.isEmpty()) {
            return;
        }
        Map<ArchiveRequest, Outcome> outcomes = new HashMap<>();
        try {
            outcomes.putAll(new ZipWriter(directory, from, course).write(batch));
        } catch (IOException | RuntimeException fault) {
            batch.forEach(item -> outcomes.put(item, Outcome.failed(fault)));
        }
        batch.forEach(item -> sink.outcome(item, requireNonNull(outcomes.get(item), "each file has an outcome")));
    }

    @Override
    public String toString() {
        return id();
    }
}
