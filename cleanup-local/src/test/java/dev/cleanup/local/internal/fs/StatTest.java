package dev.cleanup.local.internal.fs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class StatTest {

    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2026-01-02T00:00:00Z");

    private static Stat directory(String key, Instant modified, Instant born) {
        return new Stat(Stat.Kind.DIRECTORY, key, 4096, modified, born);
    }

    @Test
    void aDirectoryStaysTheSameWhenItsEntriesChange() {
        assertThat(directory("1", LATER, THEN).isSameDirectoryAs(directory("1", THEN, THEN)))
                .isTrue();
    }

    @Test
    void aDirectoryWithTheSameNumberAndAnotherBirthIsAnother() {
        assertThat(directory("1", LATER, LATER).isSameDirectoryAs(directory("1", LATER, THEN)))
                .isFalse();
        assertThat(directory("1", LATER.plusSeconds(1), LATER).isSameDirectoryAs(directory("1", THEN, THEN)))
                .isFalse();
    }

    @Test
    void aBirthThatFollowsTheModificationIsNone() {
        assertThat(directory("1", LATER, LATER).isSameDirectoryAs(directory("1", THEN, THEN)))
                .isTrue();
    }

    @Test
    void anotherNumberIsAnotherDirectory() {
        assertThat(directory("2", THEN, THEN).isSameDirectoryAs(directory("1", THEN, THEN)))
                .isFalse();
    }

    @Test
    void theDeviceIsReadFromTheKey() {
        Stat here = directory("(dev=fe00,ino=1)", THEN, THEN);

        assertThat(here.isOnDeviceOf(directory("(dev=fe00,ino=2)", THEN, THEN))).isTrue();
        assertThat(here.isOnDeviceOf(directory("(dev=2b,ino=1)", THEN, THEN))).isFalse();
        assertThat(directory("17", THEN, THEN).isOnDeviceOf(directory("18", THEN, THEN)))
                .as("a file system without devices has only one")
                .isTrue();
    }
}
