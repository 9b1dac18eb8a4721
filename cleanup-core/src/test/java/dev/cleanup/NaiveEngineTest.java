package dev.cleanup;

import static dev.cleanup.Sweep.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.report.PlannedItem;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine's portions, packed names and threads come to what ten naive lines come to, around every boundary of theirs. */
@Tag("fast")
class NaiveEngineTest {

    private static final Set<Long> SEEDS = Set.of(1L, 2L, 3L);
    private static final List<String> ENDINGS =
            List.of(".mp3", "", ".MP3", "-\u00e9.txt", "-\u4e2d\u6587", "-\ud83d\ude00");

    private final Set<String> old = new HashSet<>();
    private final Set<String> named = new HashSet<>();

    /** Around the portions of a listing (1,024), of look-ups (1,000), of removals (100); 1,024 names of a folder are not packed. */
    @ParameterizedTest
    @ValueSource(ints = {1, 99, 100, 101, 999, 1000, 1001, 1023, 1024, 1025, 2047, 2048, 2049})
    void whatGoesIsWhatTenNaiveLinesSay(int files) {
        for (long seed : SEEDS) {
            Sweep world = world(files, new Random(seed * 1000 + files));

            assertThat(planned(world.builder().build())).isEqualTo(naive());
            assertThat(planned(world.builder()
                            .helperExecutor(task -> new Thread(task).start())
                            .build()))
                    .isEqualTo(naive());
            world.cleanup().apply(world.cleanup().plan().approvedBy("kim"));
            assertThat(world.storage.keys()).noneMatch(naive()::contains).hasSize(files - naive().size());
        }
    }

    private Set<String> naive() {
        Set<String> spelled = named.stream().map(NaiveEngineTest::folded).collect(Collectors.toSet());
        return old.stream()
                .filter(key -> !spelled.contains(folded(key)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String folded(String key) {
        return key.toLowerCase(Locale.ROOT);
    }

    private static Set<String> planned(Cleanup cleanup) {
        return cleanup.plan().task(TASK).items().stream()
                .map(PlannedItem::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Mostly referenced, so that the guards have nothing against it. */
    private Sweep world(int files, Random random) {
        old.clear();
        named.clear();
        Sweep world = new Sweep();
        for (int file = 0; file < files; file++) {
            String key = random.nextInt(7) + "/file-" + file + ENDINGS.get(random.nextInt(ENDINGS.size()));
            place(world, key, random);
            if (file == 0 || random.nextInt(4) > 0) {
                name(world, random.nextInt(20) == 0 ? key.toUpperCase(Locale.ROOT) : key);
            }
        }
        return world;
    }

    private void place(Sweep world, String key, Random random) {
        if (random.nextInt(5) == 0) {
            world.young(key);
        } else {
            old.add(key);
            world.old(key);
        }
    }

    private void name(Sweep world, String key) {
        named.add(key);
        world.named(key);
    }
}
