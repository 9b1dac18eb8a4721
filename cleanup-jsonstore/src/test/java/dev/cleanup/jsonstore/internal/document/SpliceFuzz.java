package dev.cleanup.jsonstore.internal.document;

import dev.cleanup.jsonstore.Tree;
import dev.cleanup.reference.KeyMapping;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What must hold for any bytes at all: they are refused, or what is left of them is what another reader finds in them, less
 * the entries that went. The first byte says how the entries lie, and which of them go.
 */
public final class SpliceFuzz {

    private SpliceFuzz() {}

    /** The entry of a fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        if (input.length > 0) {
            check(input[0], Arrays.copyOfRange(input, 1, input.length));
        }
    }

    private static void check(byte choice, byte[] bytes) throws IOException {
        boolean below = (choice & 2) != 0;
        EntrySchema declared = declared((choice & 1) != 0, JsonPointer.of("under", below ? "/t" : ""));
        List<Entry> entries;
        try {
            entries = Spliced.entries(declared, bytes);
        } catch (DocumentException refused) {
            return;
        }
        Tree tree = Tree.of(utf8(bytes));
        Tree container = below ? tree.at("t") : tree;
        require(entries.size() == container.size(), "entries were passed over");

        Set<String> ids = someIds(entries, choice >> 2);
        byte[] left = Spliced.without(declared, bytes, ids);

        require(isWithin(bytes, left), "bytes were changed or added");
        require(!ids.isEmpty() || Arrays.equals(bytes, left), "bytes went with nobody");
        container.removeEntries(ids::contains);
        require(Tree.of(utf8(left)).equals(tree), "what is left is not what was there without " + ids);
        require(Spliced.entries(declared, left).size() == entries.size() - ids.size(), "another number is left");
    }

    private static EntrySchema declared(boolean inArray, JsonPointer container) {
        EntrySchema declared =
                inArray ? EntrySchema.inArray(container, JsonPointer.of("id", "/id")) : EntrySchema.byId(container);
        return declared.with(JsonPointer.of("file", "/f/1"), KeyMapping.baseNames());
    }

    private static Set<String> someIds(List<Entry> entries, int choice) {
        Set<String> ids = new HashSet<>();
        for (Entry entry : entries) {
            if (entry.id().isPresent() && entry.values().isPresent() && ((choice >> (entry.index() % 5)) & 1) != 0) {
                ids.add(entry.id().get());
            }
        }
        return ids;
    }

    /** Whether what is left stood there before, in that order. */
    private static boolean isWithin(byte[] before, byte[] left) {
        int at = 0;
        for (byte each : left) {
            while (at < before.length && before[at] != each) {
                at++;
            }
            at++;
        }
        return at <= before.length;
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException fault) {
            throw new AssertionError("no UTF-8 was taken for some", fault);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
