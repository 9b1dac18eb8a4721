package dev.cleanup.examples;

import static dev.cleanup.CleanupTask.orphans;
import static dev.cleanup.CleanupTask.records;
import static dev.cleanup.policy.Policies.status;
import static dev.cleanup.testkit.TestFacts.aRecord;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.Cleanup;
import dev.cleanup.Quarantine;
import dev.cleanup.RecordTask;
import dev.cleanup.archive.StorageArchive;
import dev.cleanup.archive.ZipArchive;
import dev.cleanup.fact.Fact;
import dev.cleanup.local.LocalDirectory;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.FileTotals;
import dev.cleanup.report.QuarantineReport;
import dev.cleanup.storage.QuarantinedFile;
import dev.cleanup.testkit.ManualClock;
import dev.cleanup.testkit.fake.InMemoryRecords;
import dev.cleanup.testkit.fake.InMemoryReferences;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guide to quarantine and archive says: its samples are regions of passing tests. */
@Tag("fast")
class QuarantineGuideTest {

    private static final String GUIDE = "docs/quarantine-and-archive.md";

    @TempDir
    private Path temp;

    private Path uploads;
    private final ManualClock clock =
            ManualClock.at(Instant.now().plus(Duration.ofDays(2)).toString());
    private final InMemoryReferences database = InMemoryReferences.named("media");
    private final InMemoryRecords sessions = InMemoryRecords.named("sessions").providing(Fact.STATUS);

    @BeforeEach
    void upload() throws IOException {
        uploads = Files.createDirectory(temp.resolve("uploads"));
        Files.writeString(uploads.resolve("named.mp3"), "in use");
        Files.writeString(uploads.resolve("forgotten.mp3"), "of no use");
        Files.writeString(uploads.resolve("failed.mp3"), "of a session that failed");
        database.add("named.mp3");
        sessions.add(aRecord().id("42").status("failed").files("failed.mp3"));
    }

    private Cleanup cleanup() {
        // region set aside
        Cleanup cleanup = Cleanup.of("media", LocalDirectory.at(uploads))
                .referencedBy(database)
                .task(orphans("orphaned-files").olderThan(Duration.ofHours(24)))
                .task(records("failed-sessions", sessions)
                        .where(status("failed"))
                        .removingFiles()
                        .quarantineFor(Duration.ofDays(30))
                        .keepingRecords())
                .quarantineFor(Duration.ofDays(14))
                // endregion
                .clock(clock)
                // region set aside
                .build();
        // endregion
        return cleanup;
    }

    @Test
    void filesAreSetAsideAndPutBack() {
        Cleanup cleanup = cleanup();
        CleanupReport report = cleanup.run();
        assertThat(report.files().setAside()).as(report.toText()).isEqualTo(2);
        assertThat(uploads.resolve("forgotten.mp3")).doesNotExist();

        // region restore
        Quarantine mistake = cleanup.quarantine().ofRun(report.id()).named("*.mp3");
        for (QuarantinedFile file : mistake.files()) {
            System.out.println(file.file().key() + ", until " + file.note().due());
        }
        QuarantineReport restored = mistake.restore();
        System.out.println(restored.toText());
        // endregion

        assertThat(restored.restored().putBack()).isEqualTo(2);
        assertThat(uploads.resolve("forgotten.mp3")).hasContent("of no use");
        assertThat(cleanup.quarantine().amount()).isEqualTo(FileTotals.NONE);
    }

    @Test
    void whatIsNamedAgainComesBackByItselfAndTheRestGoes() {
        Cleanup cleanup = cleanup();
        cleanup.run();
        database.add("forgotten.mp3");
        clock.step(Duration.ofDays(30));

        CleanupReport report = cleanup.run();

        assertThat(report.quarantine().restored().putBack()).as(report.toText()).isEqualTo(1);
        assertThat(report.quarantine().purged().deleted()).isEqualTo(1);
        assertThat(uploads.resolve("forgotten.mp3")).exists();
        assertThat(uploads.resolve("failed.mp3")).doesNotExist();
        assertThat(cleanup.quarantine().files()).isEmpty();
    }

    @Test
    void filesGoIntoZipFilesWithAManifest() throws IOException {
        Path archived = Files.createDirectory(temp.resolve("archive"));

        // region archive
        RecordTask task = records("failed-sessions", sessions)
                .where(status("failed"))
                .removingFiles()
                .archivingTo(ZipArchive.in(archived))
                .deletingRecords();
        // endregion
        Cleanup cleanup = Cleanup.of("media", LocalDirectory.at(uploads))
                .referencedBy(database)
                .task(task)
                .clock(clock)
                .build();

        assertThat(cleanup.run().files().archived()).isEqualTo(1);
        assertThat(uploads.resolve("failed.mp3")).doesNotExist();
        assertThat(entriesOfAll(archived)).containsExactly("files/failed.mp3", "manifest.json");
    }

    private static List<String> entriesOfAll(Path archived) throws IOException {
        List<String> entries = new ArrayList<>();
        try (Stream<Path> zips = Files.list(archived)) {
            for (Path file : zips.toList()) {
                try (ZipFile zip = new ZipFile(file.toString())) {
                    zip.stream().map(ZipEntry::getName).forEach(entries::add);
                }
            }
        }
        return entries;
    }

    @Test
    void filesGoIntoAnotherStorage() throws IOException {
        Path attic = Files.createDirectory(temp.resolve("attic"));
        Cleanup cleanup = Cleanup.of("media", LocalDirectory.at(uploads))
                .referencedBy(database)
                .referencedBy(sessions)
                // region other storage
                .task(orphans("orphaned-files").archivingTo(StorageArchive.in(LocalDirectory.at(attic))))
                // endregion
                .clock(clock)
                .build();

        CleanupReport report = cleanup.run();

        String day = report.startedAt().toString().substring(0, 10);
        assertThat(attic.resolve(day).resolve(report.id()).resolve("forgotten.mp3"))
                .hasContent("of no use");
        assertThat(uploads.resolve("forgotten.mp3")).doesNotExist();
        assertThat(report.isSuccess()).as(report.toText()).isTrue();
    }

    @Test
    void theGuideShowsExactlyTheseRegions() throws IOException {
        assertThat(Regions.samples(GUIDE))
                .containsExactlyInAnyOrderElementsOf(
                        Regions.of(QuarantineGuideTest.class).values());
    }
}
