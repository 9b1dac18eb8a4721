package dev.cleanup.local.internal.remove;

import static dev.cleanup.local.internal.remove.AsciiEscapes.unescaped;

import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.FileTimes;
import dev.cleanup.storage.QuarantineNote;
import dev.cleanup.storage.StoredFile;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a journal line for line: what is not exactly as it was written is no journal. */
final class JournalParser {

    private final Iterator<String> lines;

    private JournalParser(String text) {
        lines = text.lines().iterator();
    }

    static Optional<Journal> read(String text, String id) {
        int end = text.indexOf("\nend ") + 1;
        if (end == 0 || !text.startsWith(JournalFormat.endLine(text.substring(0, end)), end)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new JournalParser(text.substring(0, end)).journal(id));
        } catch (RuntimeException | CharacterCodingException unreadable) {
            return Optional.empty();
        }
    }

    private Journal journal(String id) throws CharacterCodingException {
        words(lines.next(), JournalFormat.FORMAT + " " + id, 2);
        List<Journal.Entry> entries = new ArrayList<>();
        Optional<QuarantineNote> note = note(lines.next());
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.startsWith("file ")) {
                entries.add(entry(words(line, "file", 6), note));
            } else {
                note = note(line);
            }
        }
        return new Journal(id, entries);
    }

    private static Optional<QuarantineNote> note(String line) throws CharacterCodingException {
        if (line.equals(JournalFormat.REMOVE)) {
            return Optional.empty();
        }
        List<String> words = words(line, JournalFormat.ASIDE + " ", 7);
        Set<String> retired = new HashSet<>();
        for (String word : words.subList(6, words.size())) {
            if (!word.isEmpty()) {
                retired.add(unescaped(word));
            }
        }
        return Optional.of(new QuarantineNote(
                unescaped(words.get(1)),
                unescaped(words.get(2)),
                unescaped(words.get(3)),
                Instant.parse(words.get(4)),
                Instant.parse(words.get(5)),
                retired));
    }

    private static Journal.Entry entry(List<String> words, Optional<QuarantineNote> note)
            throws CharacterCodingException {
        StoredFile file = new StoredFile(
                FileKey.of(unescaped(words.get(5))),
                Long.parseLong(words.get(2)),
                times(words.get(3)),
                unescaped(words.get(4)));
        return new Journal.Entry(words.get(1), file, note);
    }

    private static FileTimes times(String text) {
        int middle = text.indexOf(")(");
        Map<FileTimes.Kind, Instant> known = new EnumMap<>(FileTimes.Kind.class);
        for (String time : list(text.substring(1, middle))) {
            int equals = time.indexOf('=');
            known.put(FileTimes.Kind.valueOf(time.substring(0, equals)), Instant.parse(time.substring(equals + 1)));
        }
        Set<FileTimes.Kind> unread = EnumSet.noneOf(FileTimes.Kind.class);
        list(text.substring(middle + 2, text.length() - 1)).forEach(kind -> unread.add(FileTimes.Kind.valueOf(kind)));
        return new FileTimes(known, unread);
    }

    private static List<String> list(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
    }

    private static List<String> words(String line, String beginning, int fewest) {
        List<String> words = List.of(line.split(" ", -1));
        if (!line.startsWith(beginning) || words.size() < fewest) {
            throw new IllegalArgumentException("not a line of a journal: " + line);
        }
        return words;
    }
}
