package dev.cleanup.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.storage.FileKey;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("fast")
class KeyMappingTest {

    private static final Owner OWNER = new Owner("media", "1");

    static Stream<KeyMapping> allForms() {
        return Stream.of(
                KeyMapping.relativePaths(),
                KeyMapping.baseNames(),
                KeyMapping.baseNamesIn("uploads"),
                KeyMapping.lastSegments(),
                KeyMapping.absolutePathsUnder("/srv/uploads"),
                KeyMapping.strippingPrefix("/media/"),
                KeyMapping.strippingPrefix(" "),
                KeyMapping.urlsUnder("https://cdn.example.org/files/"));
    }

    @ParameterizedTest
    @MethodSource("allForms")
    void nullAndBlankMeanNoFileInEachForm(KeyMapping mapping) {
        assertThat(delivered(mapping, null)).containsExactly("none");
        assertThat(delivered(mapping, "")).containsExactly("none");
        assertThat(delivered(mapping, " ")).containsExactly("none");
        assertThat(delivered(mapping, "    ")).containsExactly("none");
        assertThat(delivered(mapping, "\t\r\n")).containsExactly("none");
        assertThat(delivered(mapping, "\u2003")).containsExactly("none");
    }

    @ParameterizedTest
    @MethodSource("allForms")
    void nothingIsDerivedFromABlankNorIsItIgnored(KeyMapping mapping) {
        KeyMapping more = mapping.deriving(key -> key.sibling("thumbnail.jpg")).ignoring(any -> true);

        assertThat(delivered(more, " ")).containsExactly("none");
    }

    @Test
    void blanksWithinANameAreOfTheName() {
        assertThat(delivered(KeyMapping.baseNames(), " a b ")).containsExactly("reference to ' a b '");
        assertThat(delivered(KeyMapping.strippingPrefix("/media/"), "/media/ ")).containsExactly("reference to ' '");
    }

    private static List<String> delivered(KeyMapping mapping, @Nullable String value) {
        List<String> delivered = new ArrayList<>();
        mapping.deliver(value, OWNER, new ReferenceSink() {
            @Override
            public void reference(FileKey key, Owner owner) {
                delivered.add("reference to '" + key + "'");
            }

            @Override
            public void derived(FileKey key, Owner owner) {
                delivered.add("derived '" + key + "'");
            }

            @Override
            public void none(Owner owner) {
                delivered.add("none");
            }

            @Override
            public void unmappable(String shown, Owner owner, String why) {
                delivered.add("unmappable: " + why);
            }

            @Override
            public void ignored(String shown, Owner owner) {
                delivered.add("ignored");
            }
        });
        return delivered;
    }

    @Test
    void eachSettingShowsInTheConfiguration() {
        KeyMapping paths = KeyMapping.relativePaths();

        assertThat(Stream.of(
                                paths,
                                KeyMapping.baseNames(),
                                KeyMapping.baseNamesIn("a"),
                                KeyMapping.lastSegments(),
                                KeyMapping.strippingPrefix("/a/"),
                                KeyMapping.strippingPrefix("/b/"),
                                KeyMapping.urlsUnder("https://a.example/"),
                                KeyMapping.urlsUnder("https://b.example/"),
                                paths.deriving(key -> key),
                                paths.deriving(key -> key).deriving(key -> key),
                                paths.deriving("one", key -> key),
                                paths.deriving("two", key -> key),
                                paths.ignoring("a"),
                                paths.ignoring("a", "b"),
                                paths.ignoring("a, 1:b"),
                                paths.ignoring(value -> true),
                                paths.ignoring("one", value -> true),
                                paths.ignoring("two", value -> true))
                        .map(KeyMapping::configuration))
                .doesNotHaveDuplicates();
    }

    @Test
    void ignoredValuesShowInOneOrder() {
        KeyMapping paths = KeyMapping.relativePaths();

        assertThat(paths.ignoring("a", "b").configuration())
                .isEqualTo(paths.ignoring("b", "a").configuration());
    }
}
