package dev.cleanup.jsonstore.internal.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class SplicePropertiesTest {

    private static final int DOCUMENTS = 3_000;

    @Test
    void whatIsNotRemovedIsIdenticalByteForByte() throws IOException {
        for (long seed = 0; seed < DOCUMENTS; seed++) {
            RandomDocument document = new RandomDocument(seed);
            Set<String> ids = document.someIds();

            assertThat(Spliced.without(document.declared, document.text(), ids))
                    .as("seed %s without %s", seed, ids)
                    .isEqualTo(document.without(ids));
        }
    }

    /** A parser reads pieces of about 8,000 bytes: each byte of an entry is once the first of a piece. */
    @Test
    void anEntryThatLiesAcrossThePiecesOfAReadIsCutAsAnyOther() throws IOException {
        EntrySchema declared = EntrySchema.byId(JsonPointer.of("under", ""));
        String entry = "\"k\\u00e9\u20ac\ud83d\ude00\\\"\" : {\"a\": [1.50e+3, \"\\u0061\u20ac\"]}";
        for (int pad = 7_900; pad < 8_200; pad++) {
            String before = " ".repeat(pad) + "{\"first\": 1";

            assertThat(Spliced.without(
                            declared, before + " , " + entry + ",\"last\":2}", Set.of("k\u00e9\u20ac\ud83d\ude00\"")))
                    .as("after %s bytes", pad)
                    .isEqualTo(before + ",\"last\":2}");
        }
    }
}
