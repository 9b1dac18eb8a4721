package dev.cleanup.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class FolderTest {

    private final NioCalls calls = new NioCalls();

    @TempDir
    private Path temp;

    /** Whatever a table of mounts says. */
    @Test
    void aFolderOfAnotherDeviceIsNotEntered() throws IOException {
        assumeThat(Path.of("/proc/self")).exists();
        try (Folder top = Folder.behind(calls, calls.openPath(Path.of("/")))) {
            Name other = top.name("proc");

            assertThatExceptionOfType(NotEnteredException.class)
                    .isThrownBy(() -> top.enter(other, top.stat(other)))
                    .withMessageContaining("folder 'proc' lies on another file system, which is not entered");
        }
    }

    @Test
    void aFolderOfTheSameDeviceIsEntered() throws IOException {
        Trees.directory(temp.resolve("d"));
        try (Folder top = Folder.behind(calls, calls.openPath(temp))) {
            Name same = top.name("d");

            try (Folder entered = top.enter(same, top.stat(same))) {
                assertThat(entered.self()).isEqualTo(top.stat(same));
            }
        }
    }
}
