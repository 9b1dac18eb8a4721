package dev.cleanup.local.internal.fs;

import static dev.cleanup.local.Trees.directory;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a path leads through, where the platform names no open directories. */
class AncestorDirectoriesTest {

    private Path temp;
    private UserPrincipal us;

    /** Below the directory of the build, as everybody may write in the usual place. */
    @BeforeEach
    void makeAWay() throws IOException {
        Path build = Path.of("target").toRealPath();
        temp = Files.createTempDirectory(build, "ancestors");
        us = Files.getOwner(temp);
        assumeThat(Files.getPosixFilePermissions(build.getParent()))
                .doesNotContain(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    }

    @Test
    void aWayThatIsOursAloneIsTaken() {
        Path root = Path.of("/");
        assertThatCode(() -> AncestorDirectories.requireOursAlone(root, us)).doesNotThrowAnyException();
    }

    @Test
    void aDirectoryThatOthersWriteIsRefused() throws IOException {
        Path open = directory(temp.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> AncestorDirectories.requireOursAlone(directory(open.resolve("below")), us))
                .hasMessageContaining("other users can exchange " + open);
    }

    @Test
    void aDirectoryOfAnotherUserIsRefused() {
        Path theirs = directory(temp.resolve("theirs"));
        assumeThat(SurroundingsTest.runs("chown", "65534", theirs.toString()))
                .as("may chown")
                .isTrue();

        assertThatThrownBy(() -> AncestorDirectories.requireOursAlone(theirs, us))
                .hasMessageContaining("other users can exchange " + theirs);
    }
}
