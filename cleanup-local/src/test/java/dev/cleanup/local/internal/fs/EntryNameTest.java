package dev.cleanup.local.internal.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class EntryNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "/", "/etc", "../victim", "link/file", "./a"})
    void whatCouldLeadOutOfADirectoryIsNoName(String path) {
        assertThatThrownBy(() -> new EntryName(Path.of(path)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("path (" + path + ") must be a single name")
                .hasMessageContaining("could lead out of it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "...", ".a", " ", "-rf", "a\nb", "a\\b", "caf\u00e9"})
    void anyOtherSingleComponentIs(String text) throws Exception {
        EntryName name = EntryName.of(FileSystems.getDefault(), text);

        assertThat(name).hasToString(text);
        assertThat(name.isText()).isTrue();
    }

    @Test
    void bytesThatDoNotDecodeAreAKeptNameButNoText() {
        EntryName name = new EntryName(Path.of(URI.create("file:///latin%E9")).getFileName());

        assertThat(name.isText()).isFalse();
    }

    @Test
    void aTextThatNoEncodingCanStoreIsRefused() {
        assertThatThrownBy(() -> EntryName.of(FileSystems.getDefault(), "\ud800"))
                .isInstanceOf(UnmappableNameException.class)
                .hasMessageContaining("cannot be written in " + System.getProperty("sun.jnu.encoding"))
                .hasMessageContaining("nobody can say whether the file exists")
                .hasMessageContaining("LC_ALL=C.UTF-8");
    }
}
