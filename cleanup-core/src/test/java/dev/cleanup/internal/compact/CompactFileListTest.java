package dev.cleanup.internal.compact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.FileTimes;
import dev.cleanup.storage.StoredFile;
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
class CompactFileListTest {

    private final Random random = new Random(7);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1023, 1024, 1025, 3000})
    void eachFileComesOutAsItWentIn(int number) {
        List<StoredFile> files = new ArrayList<>();
        CompactFileList packed = new CompactFileList();
        for (int i = 0; i < number; i++) {
            StoredFile file = file(i);
            files.add(file);
            packed.add(file);
        }

        assertThat(packed).isEqualTo(files);
    }

    private StoredFile file(int number) {
        Map<FileTimes.Kind, Instant> known = new EnumMap<>(FileTimes.Kind.class);
        Set<FileTimes.Kind> unread = EnumSet.noneOf(FileTimes.Kind.class);
        for (FileTimes.Kind kind : FileTimes.Kind.values()) {
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
                new FileTimes(known, unread),
                "(ino=" + number + ")".repeat(random.nextInt(3)));
    }

    @Test
    void theUsualTimesComeOutAsTheyWentIn() {
        Instant first = Instant.parse("2026-01-01T00:00:00.123456789Z");
        StoredFile file = new StoredFile(
                FileKey.of("a"),
                1,
                new FileTimes(
                        Map.of(
                                FileTimes.Kind.MODIFIED,
                                first,
                                FileTimes.Kind.STATUS_CHANGED,
                                first.plusSeconds(1),
                                FileTimes.Kind.CREATED,
                                first.plusSeconds(2)),
                        Set.of()),
                "a");
        CompactFileList packed = new CompactFileList();
        packed.add(file);

        assertThat(packed).containsExactly(file);
    }
}
