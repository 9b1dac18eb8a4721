package dev.cleanup.jsonstore.internal.claim;

import dev.cleanup.jsonstore.internal.document.DocumentException;
import dev.cleanup.jsonstore.internal.file.AtomicReplace;
import dev.cleanup.jsonstore.internal.file.FileCalls;
import dev.cleanup.jsonstore.internal.file.RegularFile;
import dev.cleanup.jsonstore.internal.file.SidecarFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The journal of the entries that are being removed, beside the file, which itself says nothing of it.
 *
 * <p>A line that was torn off at the end was never acknowledged, and is nothing. Any other line that is not understood
 * makes the whole journal unreadable: a mark that got lost could be that of an entry whose files are gone. Whoever calls
 * holds the lock.
 */
public final class MarkJournal {

    private final Path file;
    private final Map<ClaimMark.Place, ClaimMark> byPlace = new LinkedHashMap<>();
    private boolean exists;
    private long end;

    private MarkJournal(Path file) {
        this.file = file;
    }

    /** No marks at all. */
    static MarkJournal none(Path file) {
        return new MarkJournal(file);
    }

    /** Reads a journal; where there is none, nothing is marked. */
    public static MarkJournal in(Path file) throws IOException {
        MarkJournal marks = new MarkJournal(file);
        try (FileChannel channel = RegularFile.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            marks.exists = true;
            marks.read(new BufferedReader(
                    new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8.newDecoder())));
        } catch (NoSuchFileException nothingMarked) {
            return marks;
        }
        return marks;
    }

    private void read(BufferedReader lines) throws IOException {
        StringBuilder line = new StringBuilder();
        int number = 1;
        for (int next = lines.read(); next >= 0; next = lines.read()) {
            if (next != '\n') {
                line.append((char) next);
                continue;
            }
            apply(number++, line.toString());
            end += line.toString().getBytes(StandardCharsets.UTF_8).length + 1;
            line.setLength(0);
        }
        if (number == 1) {
            // It was moved here with its first line and all marks: who sees less does not see them.
            throw unreadable(number, new DocumentException("it is not whole"));
        }
    }

    private void apply(int number, String line) throws IOException {
        try {
            if (number > 1) {
                MarkCodec.apply(line, byPlace);
            } else if (!line.equals(MarkCodec.FIRST)) {
                throw new DocumentException("it is not " + MarkCodec.FIRST);
            }
        } catch (IOException fault) {
            throw unreadable(number, fault);
        }
    }

    private DocumentException unreadable(int number, IOException fault) {
        return new DocumentException(
                "the marks of what is being removed cannot be read: " + file + ", line " + number + ": "
                        + fault.getMessage()
                        + ". Mend the line; or, where no run was ever interrupted, delete the file",
                fault);
    }

    Optional<ClaimMark> of(ClaimMark.Place place) {
        return Optional.ofNullable(byPlace.get(place));
    }

    boolean isEmpty() {
        return byPlace.isEmpty();
    }

    /** The entries that are marked, in the order in which that was done. */
    public Set<ClaimMark.Place> places() {
        return byPlace.keySet();
    }

    /** Adds marks, forgets those of entries that are gone, and writes all of them anew. */
    void replace(FileCalls disk, SidecarFiles siblings, Collection<ClaimMark> more, Set<ClaimMark.Place> gone)
            throws IOException {
        byPlace.keySet().removeAll(gone);
        more.forEach(mark -> byPlace.put(mark.place(), mark));
        StringBuilder text = new StringBuilder(MarkCodec.FIRST).append('\n');
        byPlace.values().forEach(mark -> text.append(MarkCodec.making(mark)));
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
        new AtomicReplace(disk, siblings.freshMarks())
                .of(file, siblings.file(), channel -> disk.write(channel, bytes), fresh -> {});
    }

    /** Takes marks off; where none is left, there is no journal. */
    public void takeOff(FileCalls disk, List<String> tokens) throws IOException {
        Set<String> off = new HashSet<>(tokens);
        boolean changed = byPlace.values().removeIf(mark -> off.contains(mark.token()));
        if (exists && byPlace.isEmpty()) {
            disk.deleteIfExists(file);
        } else if (changed) {
            append(disk, MarkCodec.takingOff(tokens));
        }
    }

    private void append(FileCalls disk, String lines) throws IOException {
        try (FileChannel channel = disk.append(file)) {
            if (channel.size() > end) {
                disk.truncate(channel, end);
            }
            disk.write(channel, StandardCharsets.UTF_8.encode(lines));
            disk.force(channel);
        }
    }
}
