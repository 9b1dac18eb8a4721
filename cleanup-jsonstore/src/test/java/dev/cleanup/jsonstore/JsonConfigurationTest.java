package dev.cleanup.jsonstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.reference.KeyMapping;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A plan is bound to all that a source over a JSON file declares. */
@Tag("fast")
class JsonConfigurationTest {

    private static final Path FILE = Path.of("tokens.json");

    private final JsonRecords tokens = JsonRecords.in(FILE).objectById();

    @Test
    void eachSettingShows() {
        Stream<JsonRecords> sources = Stream.of(
                tokens,
                JsonRecords.in(Path.of("other.json")).objectById(),
                JsonRecords.in(FILE).under("/tokens").objectById(),
                JsonRecords.in(FILE).arrayById("/id"),
                JsonRecords.in(FILE).arrayById("/token"),
                tokens.created("/at"),
                tokens.expires("/at"),
                tokens.created("/made"),
                tokens.created("/at", JsonTime.epochSeconds()),
                tokens.created("/at", JsonTime.epochMillis()),
                tokens.created("/at", JsonTime.isoIn(ZoneId.of("UTC"))),
                tokens.time("last-used", "/at", JsonTime.iso()),
                tokens.used("/used"),
                tokens.inUseBy("/used"),
                tokens.status("/used"),
                tokens.attribute("kind", "/used"),
                tokens.file("/audio"),
                tokens.file("/video"),
                tokens.file("/audio", KeyMapping.baseNames()),
                tokens.file("/audio").file("/audio", KeyMapping.baseNames()),
                tokens.absentMeansEmpty(),
                tokens.readOnly(),
                tokens.lockedBy(JsonFileLock.beside(FILE)),
                tokens.deletedByHost(ids -> {}),
                tokens.showingIds());

        assertThat(sources.map(JsonRecords::configuration))
                .doesNotHaveDuplicates()
                .hasSize(25);
    }

    @Test
    void equalDeclarationsShowTheSame() {
        assertThat(tokens.created("/at").file("/audio").configuration())
                .isEqualTo(JsonRecords.in(FILE)
                        .objectById()
                        .file("/audio")
                        .created("/at")
                        .configuration());
    }
}
