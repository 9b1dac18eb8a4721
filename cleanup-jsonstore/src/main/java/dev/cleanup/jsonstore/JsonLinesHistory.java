package dev.cleanup.jsonstore;

import static java.util.Objects.requireNonNull;

import dev.cleanup.history.HistoryQuery;
import dev.cleanup.history.HistoryRetention;
import dev.cleanup.history.HistoryUnavailableException;
import dev.cleanup.history.RunEntry;
import dev.cleanup.history.RunHistory;
import dev.cleanup.jsonstore.internal.codec.RunCodec;
import dev.cleanup.jsonstore.internal.history.RetentionFilter;
import dev.cleanup.jsonstore.internal.history.RotatingFiles;
import dev.cleanup.jsonstore.internal.history.RunLineReader;
import dev.cleanup.storage.ByteSize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A history as JSON Lines: one run a line, appended to a file that people and programs can read.
 *
 * <p>Field names are stable; the format, {@code cleanup-run/1}, is described in {@code docs/report-format.md}. Lines are only
 * ever appended. A line that a crash has torn is passed over; any other that is not understood is a fault, told with its
 * number. A file that has grown to its limit is renamed, {@code runs.jsonl} to {@code runs-000001-4f2a9c1e.jsonl} beside it,
 * and deleted once the retention keeps none of its lines. Safe for use by several threads and processes.
 */
public final class JsonLinesHistory implements RunHistory {

    private static final ByteSize LARGEST = ByteSize.megabytes(256);

    private final Path file;
    private final HistoryRetention retention;
    private final Optional<ByteSize> limit;
    private final RotatingFiles files;

    private JsonLinesHistory(Path file, HistoryRetention retention, Optional<ByteSize> limit) {
        this.file = file;
        this.retention = retention;
        this.limit = limit;
        this.files = new RotatingFiles(
                file, limit.orElseGet(() -> ByteSize.megabytes(8)).bytes());
    }

    /**
     * A history in a file, which begins with the first run. Rotated at 8 MB, unless said otherwise.
     *
     * @param file the file; its directory exists, and the place is free or taken by a regular file, not by a link
     * @param retention how much is kept
     * @return the history
     * @throws IllegalArgumentException if the path names no file
     */
    public static JsonLinesHistory in(Path file, HistoryRetention retention) {
        if (file.getFileName() == null) {
            throw new IllegalArgumentException(
                    "file (" + file + ") of a history must name a file in a directory, such as runs.jsonl");
        }
        return new JsonLinesHistory(file, requireNonNull(retention, "retention"), Optional.empty());
    }

    /**
     * The same history, whose file is renamed once it has reached a size.
     *
     * @param size the size, at most 256 MB; one line may go beyond it
     * @return a copy that says so
     * @throws IllegalArgumentException if the size is larger
     * @throws IllegalStateException if it was set before
     */
    public JsonLinesHistory rotatedAt(ByteSize size) {
        limit.ifPresent(set -> {
            throw new IllegalStateException("rotatedAt was already set to " + set
                    + ": two values for one setting are a mistake, so state it once");
        });
        if (size.bytes() > LARGEST.bytes()) {
            throw new IllegalArgumentException("rotatedAt (" + size + ") must be at most " + LARGEST
                    + ": a file of the history is read as a whole");
        }
        return new JsonLinesHistory(file, retention, Optional.of(size));
    }

    @Override
    public synchronized void append(RunEntry entry) {
        try {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            RunCodec.FORMAT.writeLine(entry, line);
            files.append(line.toByteArray());
            if (files.rotate()) {
                dropObsolete();
            }
        } catch (IOException fault) {
            throw new HistoryUnavailableException(
                    "run " + entry.id() + " of " + entry.cleanup() + " was not appended to the history " + file + ": "
                            + fault + ". Guards and people who ask the history do not learn of it. Name a file in a"
                            + " directory that exists and can be written to.",
                    fault);
        }
    }

    @Override
    public synchronized List<RunEntry> entries(HistoryQuery query) {
        List<RunEntry> entries = new ArrayList<>();
        Set<String> known = new HashSet<>();
        RetentionFilter kept = new RetentionFilter(retention);
        try {
            files.newestFirst(part -> {
                RunLineReader.newestFirst(part).stream()
                        .filter(entry -> known.add(entry.id()) && kept.next(entry) && query.matches(entry))
                        .limit(query.most() - entries.size())
                        .forEach(entries::add);
                return entries.size() < query.most();
            });
        } catch (IOException fault) {
            throw unreadable(fault);
        }
        return entries;
    }

    private HistoryUnavailableException unreadable(IOException fault) {
        return new HistoryUnavailableException(
                "the history " + file + " cannot be read: " + fault
                        + ". Nobody knows what earlier runs did. See that its directory is there and can be read.",
                fault);
    }

    private void dropObsolete() throws IOException {
        RetentionFilter kept = new RetentionFilter(retention);
        // Listed before any is read: counting a run twice would drop others too early.
        List<Path> renamed = files.renamedNewestFirst();
        RunLineReader.newestFirst(file).forEach(kept::next);
        for (Path part : renamed) {
            long alive =
                    RunLineReader.newestFirst(part).stream().filter(kept::next).count();
            if (alive == 0) {
                files.drop(part);
            }
        }
    }

    /** Shows the file. */
    @Override
    public String toString() {
        return "runs in " + file + ", keeping " + retention;
    }
}
