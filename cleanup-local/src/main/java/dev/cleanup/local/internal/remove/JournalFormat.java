package dev.cleanup.local.internal.remove;

import static dev.cleanup.local.internal.remove.AsciiEscapes.escaped;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.stream.Collectors.joining;

import dev.cleanup.storage.FileTimes;
import dev.cleanup.storage.QuarantineNote;
import dev.cleanup.storage.StoredFile;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A journal as lines of ASCII, which a person can read and a torn write cannot fake.
 *
 * <p>The last line has the checksum of all before it; whatever follows is what the reserved space held earlier.
 */
public final class JournalFormat {

    static final String FORMAT = "cleanup-journal/1";
    static final String REMOVE = "remove";
    static final String ASIDE = "aside";

    /** The size, four times of forty letters and their names, and what stands between the words. */
    private static final int LENGTH_OF_REST = 20 + 4 * (40 + "MODIFIED=,".length()) + "file  () ()   \n".length();

    private JournalFormat() {}

    /** How many characters a file takes at most; its times are not put into words to be counted. */
    static int lengthOf(Journal.Entry entry) {
        StoredFile file = entry.file();
        int names = entry.name().length()
                + escaped(file.identity()).length()
                + escaped(file.key().path()).length();
        return line(entry.note()).length() + names + LENGTH_OF_REST;
    }

    static String write(Journal journal) {
        StringBuilder text = new StringBuilder();
        text.append(FORMAT).append(' ').append(journal.id()).append('\n');
        Optional<QuarantineNote> last = Optional.empty();
        for (Journal.Entry entry : journal.entries()) {
            if (text.indexOf("\n") == text.length() - 1 || !entry.note().equals(last)) {
                text.append(line(entry.note()));
                last = entry.note();
            }
            text.append(line(entry));
        }
        return text.append(endLine(text)).toString();
    }

    /**
     * Reads a journal back.
     *
     * @param id the batch in whose folder it lies
     * @return the journal; empty if it is torn, damaged, of another version or another batch's
     */
    public static Optional<Journal> read(String text, String id) {
        return JournalParser.read(text, id);
    }

    /** What is to become of the files in the lines below, up to the next of its kind. */
    private static String line(Optional<QuarantineNote> note) {
        return note.map(JournalFormat::line).orElse(REMOVE + "\n");
    }

    private static String line(QuarantineNote note) {
        String retired =
                note.retired().stream().sorted().map(AsciiEscapes::escaped).collect(joining(" "));
        return String.join(
                        " ",
                        ASIDE,
                        escaped(note.cleanup()),
                        escaped(note.run()),
                        escaped(note.task()),
                        note.at().toString(),
                        note.due().toString(),
                        retired)
                + "\n";
    }

    private static String line(Journal.Entry entry) {
        StoredFile file = entry.file();
        return "file " + entry.name() + " " + file.size() + " " + times(file.times()) + " " + escaped(file.identity())
                + " " + escaped(file.key().path()) + "\n";
    }

    static String endLine(CharSequence before) {
        CRC32C sum = new CRC32C();
        sum.update(before.toString().getBytes(US_ASCII));
        return String.format("end %08x\n", sum.getValue());
    }

    private static String times(FileTimes times) {
        String known = times.known().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(time -> time.getKey() + "=" + time.getValue())
                .collect(joining(","));
        String unread = times.unread().stream().sorted().map(Enum::name).collect(joining(","));
        return "(" + known + ")(" + unread + ")";
    }
}
