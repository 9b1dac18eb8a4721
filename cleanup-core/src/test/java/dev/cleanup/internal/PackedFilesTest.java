package dev.cleanup.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.StoredFile;
import dev.cleanup.storage.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class PackedFilesTest {

    private final Random random = new Random(7);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1023, 1024, 1025, 3000})
    void eachFileComesOutAsItWentIn(int number) {
        List<StoredFile> files = new ArrayList<>();
        PackedFiles packed = new PackedFiles();
        for (int i = 0; i < number; i++) {
            StoredFile file = file(i);
            files.add(file);
            packed.add(file);
        }

        assertThat(packed).isEqualTo(files);
    }

    private StoredFile file(int number) {
        Map<Times.Kind, Instant> known = new EnumMap<>(Times.Kind.class);
        Set<Times.Kind> unread = EnumSet.noneOf(Times.Kind.class);
        for (Times.Kind kind : Times.Kind.values()) {
            int lot = random.nextInt(6);
            if (lot == 0) {
                unread.add(kind);
            } else if (lot > 1) {
                known.put(kind, Instant.ofEpochSecond(random.nextLong() >> 30, random.nextInt(1_000_000_000)));
            }
        }
        return new StoredFile(
                FileKey.of("caf\u00e9/" + "x".repeat(random.nextInt(300)) + number),
                random.nextLong() >>> 1,
                new Times(known, unread),
                "(ino=" + number + ")".repeat(random.nextInt(3)));
    }

    @Test
    void theUsualTimesComeOutAsTheyWentIn() {
        Instant first = Instant.parse("2026-01-01T00:00:00.123456789Z");
        StoredFile file = new StoredFile(
                FileKey.of("a"),
                1,
                new Times(
                        Map.of(
                                Times.Kind.MODIFIED,
                                first,
                                Times.Kind.CHANGED,
                                first.plusSeconds(1),
                                Times.Kind.BORN,
                                first.plusSeconds(2)),
                        Set.of()),
                "a");
        PackedFiles packed = new PackedFiles();
        packed.add(file);

        assertThat(packed).containsExactly(file);
    }
}
