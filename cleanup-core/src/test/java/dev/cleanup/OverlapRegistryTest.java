package dev.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.cleanup.testkit.fake.InMemoryReferences;
import dev.cleanup.testkit.fake.InMemoryStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class OverlapRegistryTest {

    private final List<Cleanup> held = new ArrayList<>();

    @Test
    void twoCompositionsOfDifferentNamesOverOverlappingPlacesAreWarnedOf() {
        String log = logOf(() -> {
            compose("all", "neighbours");
            compose("audio", "neighbours/audio");
        });

        assertThat(log)
                .contains("Cleanup 'audio' over memory:///neighbours/audio/ overlaps cleanup 'all' over"
                        + " memory:///neighbours/")
                .contains("compose one cleanup with all references");
    }

    @Test
    void composingTheSameCleanupForEachRequestIsNoFault() {
        assertThat(logOf(() -> {
                    compose("same", "per-request");
                    compose("same", "per-request");
                }))
                .doesNotContain("overlaps");
    }

    @Test
    void placesSideBySideAreNoFault() {
        assertThat(logOf(() -> {
                    compose("one", "side/a");
                    compose("two", "side/ab");
                }))
                .doesNotContain("overlaps");
    }

    private void compose(String name, String place) {
        held.add(Cleanup.of(name, InMemoryStorage.named(place))
                .referencedBy(InMemoryReferences.named("db"))
                .task(CleanupTask.orphans("orphans"))
                .build());
    }

    private static String logOf(Runnable work) {
        try (Logged log = Logged.by("dev.cleanup", Level.WARN)) {
            work.run();
            return log.events().stream().map(ILoggingEvent::getFormattedMessage).collect(Collectors.joining("\n"));
        }
    }
}
