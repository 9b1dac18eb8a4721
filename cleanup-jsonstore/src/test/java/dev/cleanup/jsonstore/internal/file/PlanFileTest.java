package dev.cleanup.jsonstore.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.cleanup.jsonstore.Inside;
import dev.cleanup.jsonstore.JsonPlans;
import dev.cleanup.jsonstore.PlanUnreadableException;
import dev.cleanup.jsonstore.internal.codec.SamplePlans;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class PlanFileTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("plan.json");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    private static ThrowableAssertAlternative<UncheckedIOException> assertNotWritten(Path file) {
        return assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> JsonPlans.write(SamplePlans.small(), file));
    }

    @Test
    void aPlanReplacesTheOneBeforeAndLeavesNothingBeside() throws IOException {
        JsonPlans.write(SamplePlans.everything(), file);
        JsonPlans.write(SamplePlans.small(), file);

        assertThat(JsonPlans.read(file)).isEqualTo(SamplePlans.small());
        assertThat(names()).containsExactly("plan.json");
    }

    @Test
    void aPlanIsForItsOwnerAlone() throws IOException {
        assumeThat(Files.getFileStore(folder).supportsFileAttributeView("posix"))
                .isTrue();
        Files.writeString(file, "for all");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

        JsonPlans.write(SamplePlans.small(), file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aNameAsLongAsNamesCanBeIsNoneTooLong() {
        file = folder.resolve("p".repeat(255));

        JsonPlans.write(SamplePlans.small(), file);

        assertThat(JsonPlans.read(file)).isEqualTo(SamplePlans.small());
    }

    @Test
    void aMissingFolderIsNotMade() throws IOException {
        Path missing = folder.resolve("missing").resolve("plan.json");

        assertNotWritten(missing)
                .withMessageContaining("plan plan-1 of media was not written to " + missing + ": ")
                .withMessageContaining("NoSuchFileException")
                .withMessageContaining(
                        "cannot be approved or applied later from there, and what was there before is unchanged")
                .withMessageContaining("Name a file in a directory that exists");
        assertThat(names()).isEmpty();
    }

    @Test
    void aFolderInTheFilesPlaceStays() throws IOException {
        Files.createDirectory(file);

        assertNotWritten(file).withMessageContaining("something else than a regular file is there");
        assertThat(file).isDirectory();
        assertThat(names()).containsExactly("plan.json");
    }

    @Test
    void aLinkInTheFilesPlaceIsNeitherFollowedNorReplaced() throws IOException {
        Path target = Files.writeString(folder.resolve("target"), "of the link");
        Files.createSymbolicLink(file, target);

        assertNotWritten(file).withMessageContaining("something else than a regular file is there");
        assertThat(target).hasContent("of the link");
        assertThat(Files.isSymbolicLink(file)).isTrue();
    }

    @Test
    void aLinkToNowhereIsNotReplacedEither() throws IOException {
        Files.createSymbolicLink(file, folder.resolve("nowhere"));

        assertNotWritten(file).withMessageContaining("something else than a regular file is there");
        assertThat(Files.exists(file, LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(names()).containsExactly("plan.json");
    }

    @Test
    void theRootIsNoFile() {
        assertNotWritten(folder.getRoot()).withMessageContaining("something else than a regular file is there");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> AtomicFile.write(folder.getRoot(), channel -> {}))
                .withMessageContaining("it names no file");
    }

    @Test
    void aWriteThatFailsHalfwayLeavesTheOldFileAndNothingBeside() throws IOException {
        Files.writeString(file, "old");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> AtomicFile.write(file, channel -> {
                    channel.write(ByteBuffer.wrap(new byte[1000]));
                    throw new IOException("no space left on device");
                }))
                .withMessage("no space left on device");
        assertThat(file).hasContent("old");
        assertThat(names()).containsExactly("plan.json");
    }

    @Test
    void aMoveThatFailsLeavesTheOldFolderAndNothingBeside() throws IOException {
        Files.createDirectory(file);

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> AtomicFile.write(file, channel -> {}));
        assertThat(file).isDirectory();
        assertThat(names()).containsExactly("plan.json");
    }

    @Test
    void aPlanThatWouldBeTooLargeToReadIsNotWritten() throws IOException {
        Files.writeString(file, "old");

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> Inside.plans(500).write(SamplePlans.small(), file))
                .withMessageContaining("bytes, more than the 500 that would be read again; let plans hold fewer items");
        assertThat(file).hasContent("old");
        assertThat(names()).containsExactly("plan.json");
    }

    @Test
    void aFileThatIsTooLargeIsNotRead() throws IOException {
        JsonPlans.write(SamplePlans.small(), file);
        long size = Files.size(file);

        assertThat(Inside.plans(size).read(file)).isEqualTo(SamplePlans.small());
        assertThatExceptionOfType(PlanUnreadableException.class)
                .isThrownBy(() -> Inside.plans(size - 1).read(file))
                .withMessageContaining(
                        "its " + size + " bytes are more than the " + (size - 1) + " that a plan may take");
    }
}
