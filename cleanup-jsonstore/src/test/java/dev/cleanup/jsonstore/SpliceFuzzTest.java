package dev.cleanup.jsonstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.jsonstore.internal.document.RandomDocument;
import dev.cleanup.jsonstore.internal.document.SpliceFuzz;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A short run of {@link SpliceFuzz}, always the same; CONTRIBUTING.md says how to let a fuzzer loose on it. */
@Tag("fast")
class SpliceFuzzTest {

    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\",
        "\\u0061",
        "\"a\":",
        "\"id\":7,",
        "\"t\":",
        "null",
        "{}",
        "1e5",
        "\u20ac",
        "\ufeff",
        " ",
        "\n",
        "/*",
        "-0",
        "\ud83d\ude00"
    };

    /** What a fuzzer begins with, and what it once found. */
    @Test
    void theKnownInputsHold() throws IOException, URISyntaxException {
        Path inputs = Path.of(getClass().getResource("splice-fuzz").toURI());
        List<Path> all;
        try (Stream<Path> files = Files.list(inputs)) {
            all = files.toList();
        }
        assertThat(all).hasSizeGreaterThan(5);
        for (Path input : all) {
            SpliceFuzz.fuzzerTestOneInput(Files.readAllBytes(input));
        }
    }

    @Test
    void whateverTheBytesAreEitherNothingIsReadOrOnlyTheRemovedGo() {
        for (long seed = 0; seed < 8_000; seed++) {
            byte[] input = mutated(new Random(seed), seed);
            try {
                SpliceFuzz.fuzzerTestOneInput(input);
            } catch (IOException | RuntimeException | AssertionError fault) {
                throw new AssertionError("seed " + seed + ": " + new String(input, StandardCharsets.UTF_8), fault);
            }
        }
    }

    /** A valid file in which a few bytes are taken out, repeated, replaced or put in. */
    private static byte[] mutated(Random random, long seed) {
        byte[] bytes = new RandomDocument(seed / 8).text().getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(4); i > 0; i--) {
            bytes = mutated(random, bytes);
        }
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        input.write(random.nextInt(256));
        input.writeBytes(bytes);
        return input.toByteArray();
    }

    private static byte[] mutated(Random random, byte[] bytes) {
        int from = random.nextInt(bytes.length + 1);
        int to = from + random.nextInt(Math.min(8, bytes.length + 1 - from));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        switch (random.nextInt(4)) {
            case 0 -> out.write(bytes, from, to - from);
            case 1 -> out.write(random.nextInt(256));
            default -> out.writeBytes(PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8));
        }
        int rest = random.nextBoolean() ? from : to;
        out.write(bytes, rest, bytes.length - rest);
        return out.toByteArray();
    }
}
