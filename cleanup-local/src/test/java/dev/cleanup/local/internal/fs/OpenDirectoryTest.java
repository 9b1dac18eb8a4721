package dev.cleanup.local.internal.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.cleanup.local.Trees;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class OpenDirectoryTest {

    private final SecureDirectoryCalls calls = new SecureDirectoryCalls();

    @TempDir
    private Path temp;

    /** Whatever a table of mounts says. */
    @Test
    void aFolderOfAnotherDeviceIsNotEntered() throws IOException {
        assumeThat(Path.of("/proc/self")).exists();
        try (OpenDirectory top = OpenDirectory.behind(calls, calls.openPath(Path.of("/")))) {
            EntryName other = top.name("proc");

            assertThatExceptionOfType(UnsafeDirectoryException.class)
                    .isThrownBy(() -> top.enter(other, top.stat(other)))
                    .withMessageContaining("folder 'proc' lies on another file system, which is not entered");
        }
    }

    @Test
    void aFolderOfTheSameDeviceIsEntered() throws IOException {
        Trees.directory(temp.resolve("d"));
        try (OpenDirectory top = OpenDirectory.behind(calls, calls.openPath(temp))) {
            EntryName same = top.name("d");

            try (OpenDirectory entered = top.enter(same, top.stat(same))) {
                assertThat(entered.self()).isEqualTo(top.stat(same));
            }
        }
    }
}
