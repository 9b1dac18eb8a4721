package dev.cleanup.jsonstore.internal.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.cleanup.history.HistoryUnavailableException;
import dev.cleanup.history.RunEntry;
import dev.cleanup.jsonstore.internal.codec.RunCodec;
import dev.cleanup.jsonstore.internal.file.RegularFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The lines of one file of a history. */
public final class RunLineReader {

    /** What every line begins with, unless it was torn before. */
    private static final byte[] HEAD = ("{\"format\":\"" + RunCodec.FORMAT.name() + "\"").getBytes(UTF_8);

    private final Path file;

    private RunLineReader(Path file) {
        this.file = file;
    }

    /** The runs in a file, the last line first; none where the file is not there. */
    public static List<RunEntry> newestFirst(Path file) throws IOException {
        byte[] all;
        try {
            all = RegularFile.readAll(file);
        } catch (NoSuchFileException none) {
            return List.of();
        }
        List<RunEntry> entries = new RunLineReader(file).entries(all);
        Collections.reverse(entries);
        return entries;
    }

    private List<RunEntry> entries(byte[] all) throws IOException {
        List<RunEntry> entries = new ArrayList<>();
        int start = 0;
        for (int number = 1; start < all.length; number++) {
            int end = start;
            while (end < all.length && all[end] != '\n') {
                end++;
            }
            entry(number, Arrays.copyOfRange(all, start, lengthWithoutZeros(all, start, end)))
                    .ifPresent(entries::add);
            start = end + 1;
        }
        return entries;
    }

    /** After a crash, some file systems show zeros where data was yet to be written. */
    private static int lengthWithoutZeros(byte[] all, int start, int end) {
        int last = end;
        while (last > start && all[last - 1] == 0) {
            last--;
        }
        return last;
    }

    /** The run that stands in a line; empty where the line was torn. */
    private Optional<RunEntry> entry(int number, byte[] line) throws IOException {
        if (isCutOff(line)) {
            return Optional.empty();
        }
        try {
            return Optional.of(RunCodec.FORMAT.read(
                    new ByteArrayInputStream(line), (fault, cause) -> unreadable(number, fault, cause)));
        } catch (HistoryUnavailableException fault) {
            if (fault.getCause() instanceof JsonEOFException && beginsLikeARun(line)) {
                return Optional.empty();
            }
            throw fault;
        }
    }

    /** A whole line ends with the bracket of its object. */
    private static boolean isCutOff(byte[] line) {
        return line.length == 0 || (line[line.length - 1] != '}' && beginsLikeARun(line));
    }

    private static boolean beginsLikeARun(byte[] line) {
        int length = Math.min(line.length, HEAD.length);
        return Arrays.equals(line, 0, length, HEAD, 0, length);
    }

    private HistoryUnavailableException unreadable(int number, String fault, @Nullable Throwable cause) {
        return new HistoryUnavailableException(
                "the history " + file + " cannot be read: line " + number + " is no run: " + fault
                        + ". Half a history could hide what happened, so nothing of it is taken. Mend or remove that line.",
                cause);
    }
}
