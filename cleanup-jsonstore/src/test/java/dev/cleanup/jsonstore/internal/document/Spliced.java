package dev.cleanup.jsonstore.internal.document;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Entries cut out of bytes in memory, without the files and locks around it. */
final class Spliced {

    private Spliced() {}

    static String without(EntrySchema declared, String text, Set<String> ids) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new String(without(declared, bytes, ids), StandardCharsets.UTF_8);
    }

    static byte[] without(EntrySchema declared, byte[] bytes, Set<String> ids) throws IOException {
        ByteCuts cuts = new ByteCuts(entry ->
                entry.values().isPresent() && entry.id().filter(ids::contains).isPresent());
        DocumentReader.read(declared, new ByteArrayInputStream(bytes), cuts);
        ByteArrayOutputStream left = new ByteArrayOutputStream();
        int start = 0;
        for (Entry.Span cut : cuts.spans()) {
            left.write(bytes, start, (int) cut.start() - start);
            start = (int) cut.end();
        }
        left.write(bytes, start, bytes.length - start);
        return left.toByteArray();
    }

    static List<Entry> entries(EntrySchema declared, byte[] bytes) throws IOException {
        List<Entry> entries = new ArrayList<>();
        DocumentReader.read(declared, new ByteArrayInputStream(bytes), entries::add);
        return entries;
    }
}
