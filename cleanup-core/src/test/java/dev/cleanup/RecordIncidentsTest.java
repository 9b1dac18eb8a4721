package dev.cleanup;

import static dev.cleanup.CleanupTask.records;
import static dev.cleanup.policy.Policies.created;
import static dev.cleanup.policy.Policies.status;
import static dev.cleanup.testkit.TestFacts.aRecord;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cleanup.report.CleanupReport;
import dev.cleanup.testkit.TestRecord;
import dev.cleanup.testkit.fake.InMemoryRecords;
import dev.cleanup.testkit.fake.RecordCall;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Real losses of records, and of files through their records, in other systems, each rebuilt small, each ending with nothing
 * lost here. The table in {@code docs/incidents.md} leads from the incident to the guard or rule that stops it.
 */
@Tag("fast")
class RecordIncidentsTest {

    private final Sweep world = new Sweep();
    private final InMemoryRecords assets = InMemoryRecords.named("assets");
    private RecordTask task = records(Sweep.TASK, assets)
            .where(status("trashed").and(created().olderThan(Duration.ofDays(7))))
            .removingFiles()
            .deletingRecords();

    private Cleanup cleanup() {
        return Cleanup.of("media", world.storage).task(task).clock(world.clock).build();
    }

    private static TestRecord trashed(String id, String... files) {
        return aRecord()
                .id(id)
                .status("trashed")
                .created("2026-01-01T00:00:00Z")
                .files(files);
    }

    private void refusedBy(String guard, CleanupReport report) {
        assertThat(Sweep.refusal(report.task(Sweep.TASK).outcome()).guard()).isEqualTo(guard);
        assertThat(world.storage.mutations()).isZero();
        assertThat(assets.mutations()).isZero();
    }

    /** rails/rails#33438: two attachments share a blob, and the end of one took it from the other. */
    @Test
    void railsABlobOfTwoOwners() {
        world.old("blob");
        assets.add(trashed("1", "blob"), trashed("2", "blob").status("live"));

        cleanup().run();

        assertThat(world.storage.contains("blob")).isTrue();
        assertThat(assets.ids()).containsExactly("2");
    }

    /** rails/rails#33069: between the check and the purge somebody attached the blob again. */
    @Test
    void railsAnAttachmentBetweenCheckAndPurge() {
        world.old("blob");
        assets.add(trashed("1", "blob"));
        assets.before(
                RecordCall.Operation.CLAIM,
                () -> assets.add(trashed("2", "blob").status("live")));

        cleanup().run();

        assertThat(world.storage.contains("blob")).isTrue();
    }

    /** dotCMS/core#36858: files were deleted inside a transaction that was then rolled back: rows without files. */
    @Test
    void dotcmsARolledBackTransaction() {
        world.old("file");
        assets.add(trashed("1", "file"));
        assets.commitInDoubt("1");

        cleanup().run();

        assertThat(world.storage.mutations()).isZero();
        assertThat(assets.ids()).containsExactly("1");
    }

    /** jellyfin/jellyfin#1714: the drive was not mounted, and the library forgot its items. */
    @Test
    void jellyfinADriveThatIsNotMounted() {
        assets.add(trashed("1", "film"));
        world.storage.failVerify();

        refusedBy("storage-unavailable", cleanup().run());
    }

    /** immich-app/immich#30817: a scan found no file at all, and flagged 68,811 assets in 6.6 seconds. */
    @Test
    void immichAScanThatFindsNoFile() {
        for (int i = 0; i < 100; i++) {
            assets.add(trashed("asset-" + i, "photo-" + i));
        }

        refusedBy("empty-storage", cleanup().run());
    }

    /** Silo-Server#372, clementine-player/Clementine#2065: a dead drive is no answer, and no proof of absence. */
    @Test
    void siloADriveThatDoesNotAnswer() {
        world.old("film", "other");
        assets.add(trashed("1", "film"), trashed("2", "gone"));
        world.storage.failLookUp("film");

        cleanup().run();

        assertThat(assets.ids()).contains("1");
        assertThat(world.storage.contains("film")).isTrue();
    }

    /** cloud-custodian/cloud-custodian#3641: a policy matched far more than was meant. */
    @Test
    void custodianAPolicyThatMatchesTooMuch() {
        for (int i = 0; i < 11; i++) {
            world.old("file-" + i);
            assets.add(trashed("asset-" + i, "file-" + i));
        }
        task = task.allowRemovals(10);

        refusedBy("removals", cleanup().run());
    }

    /** Netflix/SimianArmy#304: the rehearsal marked what it found. */
    @Test
    void janitorARehearsalThatMarks() {
        world.old("file");
        assets.add(trashed("1", "file"));

        assertThat(cleanup().plan().task(Sweep.TASK).items()).hasSize(1);

        assertThat(world.storage.mutations()).isZero();
        assertThat(assets.mutations()).isZero();
        assertThat(assets.claimed()).isEmpty();
    }

    /** restic/restic#4764: a rule that was left empty kept nothing. */
    @Test
    void resticARuleThatSaysNothing() {
        task = records(Sweep.TASK, assets).removingFiles().deletingRecords();

        assertThatIllegalStateException().isThrownBy(this::cleanup).withMessageContaining("where(..)");
    }
}
