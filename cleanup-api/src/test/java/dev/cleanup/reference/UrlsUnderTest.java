package dev.cleanup.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.storage.FileKey;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class UrlsUnderTest implements ReferenceSink {

    private final List<String> keys = new ArrayList<>();
    private final List<String> unmappable = new ArrayList<>();

    private void deliver(String rest) {
        KeyMapping.urlsUnder("https://cdn.example.org/files/")
                .deliver("https://cdn.example.org/files/" + rest, new Owner("images", "1"), this);
    }

    @ParameterizedTest
    @CsvSource({
        "a.png, a.png",
        "a%20b.png, 'a b.png'",
        "a+b.png, a+b.png",
        "caf\u00e9.png, caf\u00e9.png",
        "caf%C3%A9.png, caf\u00e9.png",
        "\uD83D\uDE00.png, \uD83D\uDE00.png",
        "%F0%9F%98%80.png, \uD83D\uDE00.png"
    })
    void aUrlNamesItsFileLetterByLetter(String rest, String key) {
        deliver(rest);

        assertThat(keys).containsExactly(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%2e%2e/a",
                "a%2fb",
                "a%00b",
                "%c0%af",
                "a%2",
                "a?b",
                "a#b",
                "",
                "../a",
                "a//b",
                "/a",
                "\uD83D.png"
            })
    void aUrlThatNamesNoFileForCertainIsUnmappable(String rest) {
        deliver(rest);

        assertThat(unmappable).hasSize(1);
        assertThat(keys).isEmpty();
    }

    @Test
    void schemeAndHostAreTheSameInAnyCase() {
        KeyMapping.urlsUnder("https://cdn.example.org/files/")
                .deliver("HTTPS://CDN.example.org/files/a.png", new Owner("images", "1"), this);

        assertThat(keys).containsExactly("a.png");
    }

    /** Plain ones are not parsed: what they name must be what a parser says. */
    @Test
    void whateverIsPlainIsWhatAParserTakesItFor() {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder rest = new StringBuilder("x");
            for (int i = random.nextInt(12); i > 0; i--) {
                rest.append("aZ09-_.~/:@!$&'()*+,;=".charAt(random.nextInt(22)));
            }
            keys.clear();
            deliver(rest.toString());

            keys.forEach(key -> assertThat(
                            URI.create("https://cdn.example.org/files/" + rest).getPath())
                    .isEqualTo("/files/" + key));
        }
    }

    @Override
    public void reference(FileKey key, Owner owner) {
        keys.add(key.path());
    }

    @Override
    public void derived(FileKey key, Owner owner) {
        keys.add(key.path());
    }

    @Override
    public void none(Owner owner) {
        throw new AssertionError(owner + " names a file");
    }

    @Override
    public void unmappable(String value, Owner owner, String why) {
        unmappable.add(value);
    }

    @Override
    public void ignored(String value, Owner owner) {
        throw new AssertionError(owner + " ignores nothing");
    }
}
