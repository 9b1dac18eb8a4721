package dev.cleanup.jsonstore;

import static java.util.Objects.requireNonNull;

import dev.cleanup.jsonstore.internal.codec.ReportCodec;
import dev.cleanup.jsonstore.internal.file.DocumentFile;
import dev.cleanup.report.CleanupReport;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Reports as JSON, in files and as text: for programs that act on what a run did.
 *
 * <p>A report read back equals the one that was written. Field names are stable; the format, {@code cleanup-report/1}, is
 * described in {@code docs/report-format.md}. Safe for use by several threads and processes.
 */
public final class JsonReports {

    /** A report holds no more than a thousand samples for each task; a mistaken file does not fill the memory. */
    private static final DocumentFile<CleanupReport> FILE = new DocumentFile<>(
            ReportCodec.FORMAT,
            64L * 1024 * 1024,
            new DocumentFile.Words<>(
                    report -> "report " + report.id() + " of " + report.cleanup(),
                    "Whoever looks there does not learn what the run did, and what was there before is unchanged. Name a"
                            + " file in a directory that exists and can be written to, or write it again.",
                    ReportUnreadableException::new));

    private JsonReports() {}

    /**
     * Writes a report, in place of the one that was in the file before.
     *
     * <p>At any instant the file holds the whole old report or the whole new one, also after a crash. Only its owner can read
     * it where the file system has POSIX permissions.
     *
     * @param report what to write
     * @param file where; its directory exists, and the place is free or taken by a regular file, not by a link
     * @throws UncheckedIOException if it cannot be written, or would take more than 64 MiB; the file is then what it was
     *     before
     */
    public static void write(CleanupReport report, Path file) {
        FILE.write(requireNonNull(report, "report"), requireNonNull(file, "file"));
    }

    /**
     * Reads a report.
     *
     * @param file where it was written
     * @return a report that equals the one that was written
     * @throws ReportUnreadableException if the file is missing or cannot be read, is larger than 64 MiB, is of another format
     *     or is in any way not what {@link #write} writes; the message says where and what
     */
    public static CleanupReport read(Path file) {
        return FILE.read(requireNonNull(file, "file"));
    }

    /**
     * A report as text in the same format, for standard output or a request.
     *
     * @param report the report
     * @return indented JSON, ending with a line break
     */
    public static String toJson(CleanupReport report) {
        return ReportCodec.FORMAT.toText(requireNonNull(report, "report"));
    }
}
