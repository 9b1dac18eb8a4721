package dev.cleanup;

import static dev.cleanup.Uploader.pass;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The histories of {@link InterleavingsTest} that take thousands of runs. */
class LongInterleavingsTest {

    @Test
    void eightStepsOfAnUploaderThatKeepsItsPromiseLoseNothing() {
        assertThat(Interleavings.ofOneSource()
                        .losing(
                                Uploader::nothing,
                                Uploader::create,
                                Uploader::commit,
                                Uploader::replace,
                                Uploader::release,
                                Uploader::delete,
                                Uploader::create,
                                pass(Duration.ofHours(1)),
                                Uploader::commit))
                .isEmpty();
    }

    /** A move is missed if it goes to a source that was just read; both reads must miss one, so it takes two of them. */
    @Test
    void aReferenceThatMovesAgainstTheOrderOfReadingDuringBothReadsIsLost() {
        Interleavings two = Interleavings.ofTwoSources();
        Consumer<Uploader> toArchive = host -> host.commitIn(host.archive);
        Consumer<Uploader> fromArchive = host -> host.move(host.archive);
        Consumer<Uploader> fromDatabase = host -> host.move(host.world.database);

        List<List<Integer>> losing = two.losing(
                host -> {
                    host.oldFile();
                    toArchive.accept(host);
                },
                Uploader::commit,
                fromArchive,
                toArchive,
                fromDatabase,
                Uploader::commit,
                fromArchive);

        assertThat(losing)
                .hasSize(10)
                .allMatch(order -> order.subList(0, 2).equals(List.of(2, 2)))
                .allMatch(order -> order.get(2) >= 3 && order.get(3) <= 6)
                .allMatch(order -> order.subList(4, 6).equals(List.of(7, 7)));
    }
}
