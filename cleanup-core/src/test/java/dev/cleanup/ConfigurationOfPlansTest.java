package dev.cleanup;

import static dev.cleanup.CleanupTask.orphans;
import static dev.cleanup.CleanupTask.records;
import static dev.cleanup.Sweep.TASK;
import static dev.cleanup.Sweep.refusal;
import static dev.cleanup.policy.Policies.attribute;
import static dev.cleanup.policy.Policies.largerThan;
import static dev.cleanup.policy.Policies.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.fact.Fact;
import dev.cleanup.guard.Guards;
import dev.cleanup.local.LocalDirectory;
import dev.cleanup.reference.ReferenceSink;
import dev.cleanup.reference.ReferenceSource;
import dev.cleanup.report.CleanupPlan;
import dev.cleanup.storage.ByteSize;
import dev.cleanup.storage.StorageTarget;
import dev.cleanup.testkit.fake.InMemoryRecords;
import dev.cleanup.testkit.fake.InMemoryReferences;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan is bound to all that its composition declares. */
@Tag("fast")
class ConfigurationOfPlansTest {

    private final Sweep sweep = new Sweep();
    private final InMemoryRecords sessions =
            InMemoryRecords.named("sessions").providing(Fact.STATUS, Fact.attribute("kind"));

    @TempDir
    Path root;

    /** A source of references with a setting. */
    private record Declared(Map<String, String> configuration) implements ReferenceSource {
        @Override
        public String name() {
            return "declared";
        }

        @Override
        public void read(ReferenceSink sink) {}
    }

    private static CleanupPlan plan(CleanupBuilder builder) {
        return builder.build().plan();
    }

    private String of(CleanupTask... tasks) {
        CleanupBuilder builder = Cleanup.of("media", sweep.storage)
                .referencedBy(sweep.database)
                .referencedBy(sessions)
                .clock(sweep.clock);
        List.of(tasks).forEach(builder::task);
        return plan(builder).fingerprint();
    }

    private String over(StorageTarget storage) {
        return plan(Cleanup.of("media", storage).referencedBy(sweep.database).task(orphans(TASK)))
                .fingerprint();
    }

    private String with(ReferenceSource source) {
        return plan(sweep.builder().referencedBy(source)).fingerprint();
    }

    private static void assertAllDiffer(String... fingerprints) {
        assertThat(new HashSet<>(Set.of(fingerprints))).hasSize(fingerprints.length);
    }

    @Test
    void eachSettingOfASweepChangesTheFingerprint() {
        OrphanTask sweeps = orphans(TASK);

        assertAllDiffer(
                of(sweeps),
                of(orphans("other")),
                of(sweeps.olderThan(Duration.ofDays(2))),
                of(sweeps.olderThan(Duration.ofDays(2).plusNanos(1))),
                of(sweeps.where(largerThan(new ByteSize(5)))),
                of(sweeps.where(largerThan(new ByteSize(6)))),
                of(sweeps.quarantineFor(Duration.ofDays(1))),
                of(sweeps.quarantineFor(Duration.ofDays(2))),
                of(sweeps.allowNoReferences()),
                of(sweeps.allowNoMatches()),
                of(sweeps.allowOrphanShare(60)),
                of(sweeps.allowNearMatches(11)),
                of(sweeps.allowRemovals(7)),
                of(sweeps.allowRemovedBytes(new ByteSize(1_000_001))),
                of(sweeps.allowRemovedBytes(new ByteSize(1_000_002))),
                of(sweeps.guard(Guards.guard("own", "one", seen -> Optional.empty()))),
                of(sweeps.guard(Guards.guard("own", "two", seen -> Optional.empty()))));
    }

    @Test
    void eachSettingOfATaskOverRecordsChangesTheFingerprint() {
        RecordTask due = records("due", sessions).where(status("failed"));

        assertAllDiffer(
                of(due.keepingRecords()),
                of(due.deletingRecords()),
                of(due.clearingFileColumns()),
                of(due.settingStatus("a")),
                of(due.settingStatus("b")),
                of(due.keepingRecords().removingFiles()),
                of(due.keepingRecords().removingFiles().quarantineFor(Duration.ofDays(1))),
                of(due.keepingRecords().allowEmptyStorage()),
                of(due.keepingRecords().allowRemovals(5)),
                of(records("due", sessions).where(attribute("kind", "failed")).keepingRecords()),
                of(records("due", sessions).where(status("failed", "old")).keepingRecords()));
    }

    @Test
    void theOrderOfTasksChangesTheFingerprint() {
        assertAllDiffer(of(orphans("one"), orphans("two")), of(orphans("two"), orphans("one")));
    }

    @Test
    void eachSettingOfADirectoryChangesTheFingerprint() {
        LocalDirectory directory = LocalDirectory.at(root);

        assertAllDiffer(
                over(directory),
                over(directory.excluding("*.tmp")),
                over(directory.excluding("*.tmp", "*.bak")),
                over(directory.removingHardLinks()),
                over(directory.removingEmptyFolders(Duration.ofDays(1))),
                over(directory.removingEmptyFolders(Duration.ofDays(2))),
                over(directory.expectingMarker("one")),
                over(directory.expectingMarker("two")));
    }

    @Test
    void eachSettingOfASourceChangesTheFingerprint() {
        assertAllDiffer(
                with(InMemoryReferences.named("other")),
                with(new Declared(Map.of())),
                with(new Declared(Map.of("column", "a"))),
                with(new Declared(Map.of("column", "b"))),
                with(new Declared(Map.of("query", "a"))));
    }

    @Test
    void theSameDeclarationsGiveTheSameFingerprint() {
        Declared one = new Declared(Map.of("a", "1", "b", "2"));

        assertThat(with(one)).isEqualTo(with(new Declared(Map.of("b", "2", "a", "1"))));
        assertThat(of(orphans(TASK))).isEqualTo(of(orphans(TASK)));
    }

    @Test
    void theRefusalNamesTheSettingThatChanged() {
        sweep.old("used", "orphan").named("used");
        CleanupPlan plan = plan(sweep.builder().referencedBy(new Declared(Map.of("column images.path", "a"))));
        Cleanup changed = sweep.builder()
                .referencedBy(new Declared(Map.of("column images.path", "b")))
                .build();

        String message = refusal(changed.apply(plan).task(TASK).outcome()).message();

        assertThat(message).contains("source declared, column images.path").doesNotContain("source database");
        assertThat(sweep.storage.mutations()).isZero();
    }

    @Test
    void theRefusalCountsSettingsThatOnlyThePlanHas() {
        CleanupPlan plan = plan(sweep.builder().referencedBy(new Declared(Map.of("column images.path", "a"))));
        Cleanup changed = sweep.builder().referencedBy(new Declared(Map.of())).build();

        assertThat(refusal(changed.apply(plan).task(TASK).outcome()).message())
                .contains("1 settings of the plan are not there");
    }

    @Test
    void aPlanHoldsNoValueOfASettingInItsFingerprint() {
        assertThat(with(new Declared(Map.of("setting", "value-of-it")))).doesNotContain("setting", "value-of-it");
    }
}
