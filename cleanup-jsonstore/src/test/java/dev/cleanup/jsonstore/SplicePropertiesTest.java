package dev.cleanup.jsonstore;

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
}
