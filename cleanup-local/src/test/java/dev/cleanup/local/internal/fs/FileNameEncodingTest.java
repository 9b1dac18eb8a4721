package dev.cleanup.local.internal.fs;

import static dev.cleanup.local.Trees.directory;
import static dev.cleanup.local.Trees.files;
import static dev.cleanup.local.Trees.filesIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.cleanup.local.ChildJvm;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An 8-bit encoding decodes every name, to letters that nobody gave it. */
class FileNameEncodingTest {

    private static final boolean UTF_8 = true;

    @TempDir
    private Path temp;

    @Test
    @Tag("fast")
    void onlyUtf8IsBelievedBeyondAscii() {
        Path plain = Path.of("plain-1.txt");
        Path letters = Path.of("caf\u00e9");

        assertThat(FileNameEncoding.isTrueTo(plain, UTF_8)).isTrue();
        assertThat(FileNameEncoding.isTrueTo(letters, UTF_8)).isTrue();
        assertThat(FileNameEncoding.isTrueTo(plain, !UTF_8)).isTrue();
        assertThat(FileNameEncoding.isTrueTo(letters, !UTF_8)).isFalse();
    }

    @Test
    @Tag("fast")
    void aFileSystemThatStoresLettersIsBelieved() throws IOException {
        try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows())) {
            assertThat(FileNameEncoding.isTrueTo(windows.getPath("caf\u00e9"), !UTF_8))
                    .isTrue();
        }
    }

    @Test
    void underAnEightBitLocaleOtherLettersAreNoNames() throws Exception {
        Path root = files(directory(temp.toRealPath().resolve("store")), "plain", "caf\u00e9");

        Path locales = directory(temp.resolve("locales"));
        SurroundingsTest.runs("localedef", "-c", "-i", "POSIX", "-f", "ISO-8859-1", locales + "/en_US.ISO-8859-1");

        List<String> said = ChildJvm.run(
                temp, List.of("env", "LOCPATH=" + locales), "en_US.ISO-8859-1", root.toString(), "caf(e)", "plain");

        assumeThat(said).as("the locale can be had").anyMatch(line -> line.contains("read in ISO-8859-1"));
        assertThat(said).contains("key plain", "holds caf{00e9} false").noneMatch(line -> line.startsWith("key caf"));
        assertThat(filesIn(root)).containsExactly("caf\u00e9");
    }
}
