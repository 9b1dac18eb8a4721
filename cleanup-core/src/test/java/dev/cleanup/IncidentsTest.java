package dev.cleanup;

import static dev.cleanup.Sweep.DAY;
import static dev.cleanup.Sweep.TASK;
import static dev.cleanup.policy.Policies.megabytes;
import static dev.cleanup.policy.Policies.named;
import static dev.cleanup.policy.Policies.percent;
import static dev.cleanup.policy.Policies.quotaAbove;
import static dev.cleanup.reference.KeyMapping.relativePaths;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cleanup.archive.StorageArchive;
import dev.cleanup.local.LocalDirectory;
import dev.cleanup.reference.ReferenceSource;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.storage.FileTimes;
import dev.cleanup.testkit.fake.InMemoryReferences;
import dev.cleanup.testkit.fake.InMemoryStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real losses of stored files in other systems, each rebuilt small, each ending with nothing lost here. The table in
 * {@code docs/incidents.md} leads from the incident to the guard or rule that stops it.
 */
@Tag("fast")
class IncidentsTest {

    private final Sweep sweep = new Sweep();

    private CleanupReport run(ReferenceSource source) {
        return Cleanup.of("media", sweep.storage)
                .referencedBy(source)
                .task(sweep.task)
                .clock(sweep.clock)
                .build()
                .run();
    }

    private void refusedBy(String guard, CleanupReport report) {
        assertThat(Sweep.refusal(report.task(TASK).outcome()).guard()).isEqualTo(guard);
        assertThat(sweep.storage.mutations()).isZero();
    }

    /** apache/iceberg#1471: metadata said hdfs:/path, the listing hdfs://host:port/path, and every live file went. */
    @Test
    void icebergReferencesInAnotherForm() {
        sweep.old("warehouse/t/a.parquet", "warehouse/t/b.parquet");

        refusedBy("nothing-matches", run(Column.of(relativePaths(), "hdfs:/warehouse/t/a.parquet")));
    }

    /** django-unused-media#10 and #21: paths from the top of the file system, and paths with separators of Windows. */
    @ParameterizedTest
    @CsvSource({"/srv/media/photos/a.jpg", "photos\\a.jpg", "photos//a.jpg", "./photos/a.jpg"})
    void djangoPathsOfAnotherSystem(String value) {
        sweep.healthy(20).old("photos/a.jpg");

        run(Column.of(relativePaths(), value));

        assertThat(sweep.storage.contains("photos/a.jpg")).isTrue();
    }

    /** delta-io/delta#3678, delta-rs#4646: the log escaped the names of partitions, the listing did not. */
    @Test
    void deltaPercentEncodedPartitions() {
        sweep.old("day=1 a/part.parquet", "orphan");

        run(Column.of(relativePaths(), "day%3D1%20a/part.parquet", "orphan"));

        assertThat(sweep.storage.contains("day=1 a/part.parquet")).isTrue();
    }

    /** distribution/distribution#3178: manifests of other architectures were no references; of 445 GB, 4 were left. */
    @Test
    void registryForgotAKindOfReference() {
        sweep.healthy(4);
        for (int i = 0; i < 40; i++) {
            sweep.old("blob-of-another-architecture-" + i);
        }

        refusedBy("orphan-share", sweep.run());
    }

    /** trinodb/trino#19965, apache/amoro#1959: few files of a new kind, which the walk over references did not know. */
    @Test
    void trinoStatisticsFilesThatNobodyNamed() {
        sweep.healthy(20).old("a.stats", "b.stats", "orphan.m4a");
        sweep.task = sweep.task.where(named("*.m4a"));

        sweep.run();

        assertThat(sweep.storage.keys())
                .contains("a.stats", "b.stats")
                .hasSize(22)
                .doesNotContain("orphan.m4a");
    }

    /** spinnaker/swabbie: a cache of references that held a part of them, or none, marked everything. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 21})
    void swabbieReferencesThatEndEarly(int row) {
        sweep.healthy(20).old("orphan").database.failAtRow(row);

        assertThat(sweep.run().task(TASK).outcome()).isInstanceOf(TaskOutcome.Failed.class);
        assertThat(sweep.storage.mutations()).isZero();
    }

    /** OAK-7727: of several repositories over one store, one did not say what it references. */
    @Test
    void oakARepositoryThatDidNotMark() {
        sweep.healthy(20).old("of-the-clone");
        InMemoryReferences clone = InMemoryReferences.named("clone").add("of-the-clone");
        clone.failAtRow(1);

        CleanupReport report = sweep.builder().referencedBy(clone).build().run();

        assertThat(report.task(TASK).outcome()).isInstanceOf(TaskOutcome.Failed.class);
        assertThat(sweep.storage.mutations()).isZero();
    }

    /** apache/iceberg#4194, delta-io/delta#1470: a job of four hours wrote files that it had not committed yet. */
    @Test
    void icebergFilesOfARunningJob() {
        sweep.healthy(20);
        sweep.storage.put("of-the-job", 10, sweep.ago(Duration.ofHours(4)));

        sweep.run();

        assertThat(sweep.storage.contains("of-the-job")).isTrue();
    }

    /** delta-io/delta#1470, apache/iceberg#8994: somebody asked for an age of nothing. */
    @Test
    void deltaAnAgeOfNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CleanupTask.orphans(TASK).olderThan(Duration.ZERO));
    }

    /** apache/iceberg#8994: the reference came after the references had been read. */
    @Test
    void icebergACommitBetweenTheReads() {
        sweep.healthy(20).old("attached");
        sweep.storage.afterList(() -> sweep.named("attached"));

        sweep.run();

        assertThat(sweep.storage.contains("attached")).isTrue();
    }

    /** baerly-storage#79, apache/amoro#2925: the storage gave no times, and the period of grace was silently zero. */
    @Test
    void baerlyGraceWithoutTimes() {
        sweep.healthy(20);
        sweep.storage.put("unknown", 10, FileTimes.unreadable(sweep.storage.times()));
        sweep.storage.put("epoch", 10, Instant.EPOCH);

        sweep.run();

        assertThat(sweep.storage.keys()).contains("unknown", "epoch");
    }

    /** systemd/systemd#4933: unpacked files carry the modification times of their archive. */
    @Test
    void systemdUnpackedFilesWithOldTimes() {
        Instant now = sweep.clock.instant();
        FileTimes unpacked = FileTimes.modified(sweep.ago(Duration.ofDays(999)))
                .with(FileTimes.Kind.STATUS_CHANGED, now)
                .with(FileTimes.Kind.CREATED, now);
        sweep.healthy(20).storage.put("unpacked", 10, unpacked);

        sweep.run();

        assertThat(sweep.storage.contains("unpacked")).isTrue();
    }

    /** icechunk#2310: the clocks of the cleaner and of the store differ. */
    @Test
    void icechunkAStoreThatIsAhead() {
        sweep.healthy(20).storage.put("uploading", 10, sweep.clock.instant().plusSeconds(60));

        sweep.run();

        assertThat(sweep.storage.contains("uploading")).isTrue();
    }

    /** apache/iceberg#17213: two tables in one location; the cleaning of one took the files of the other. */
    @Test
    void icebergTwoTablesInOneLocation() {
        sweep.healthy(20).old("orphan");
        InMemoryReferences other = InMemoryReferences.named("other-table");
        for (int i = 0; i < 21; i++) {
            sweep.old("other-" + i);
            other.add("other-" + i);
        }

        refusedBy("orphan-share", sweep.run());
        sweep.builder().referencedBy(other).build().run();

        assertThat(sweep.storage.keys()).hasSize(41).doesNotContain("orphan");
    }

    /** artifact-keeper#2213: the same name was uploaded again while its old file was on its way out. */
    @Test
    void artifactKeeperANewFileOfThatName() {
        sweep.healthy(20).old("artifact");
        sweep.storage.beforeRemoval(() -> sweep.storage.replace("artifact"));

        sweep.run();

        assertThat(sweep.storage.contains("artifact")).isTrue();
    }

    /** tmpwatch, 2002, and CVE-2021-3997: a link in a folder of temporary files led the cleaner elsewhere. */
    @Test
    void tmpwatchALinkToAnotherPlace(@TempDir Path temp) throws IOException {
        Path victim =
                Files.writeString(Files.createDirectory(temp.resolve("etc")).resolve("passwd"), "root");
        Path root = Files.createDirectory(temp.resolve("uploads"));
        Files.createSymbolicLink(root.resolve("folder"), victim.getParent());
        Files.createSymbolicLink(root.resolve("file"), victim);
        Files.writeString(root.resolve("used"), "used");
        Files.writeString(root.resolve("orphan"), "orphan");

        Cleanup.of("media", LocalDirectory.at(root))
                .referencedBy(sweep.named("used").database)
                .task(sweep.task)
                .clock(() -> Instant.now().plus(DAY).plus(DAY))
                .build()
                .run();

        assertThat(victim).hasContent("root");
        assertThat(root.resolve("file")).isSymbolicLink();
        assertThat(root.resolve("orphan")).doesNotExist();
    }

    /** kubernetes/kubernetes#92925: the bytes to free overflowed, and everything went. */
    @Test
    void kubeletBytesThatOverflow() {
        sweep.healthy(20).old("orphan").young("uploading");
        sweep.storage.put("sparse", Long.MAX_VALUE, sweep.ago(Duration.ofDays(9)));
        sweep.named("sparse");
        sweep.task = sweep.task.selecting(
                quotaAbove(megabytes(1)).downTo(percent(80)).oldestFirst());

        sweep.run();

        assertThat(sweep.storage.keys()).contains("uploading", "sparse").hasSize(22);
    }

    /** kubernetes/kubernetes#79929: less than nothing was to be freed, and something went all the same. */
    @Test
    void kubeletNothingToFree() {
        sweep.healthy(20).old("orphan");
        sweep.task = sweep.task.selecting(
                quotaAbove(megabytes(1)).downTo(percent(80)).oldestFirst());

        sweep.run();

        assertThat(sweep.storage.contains("orphan")).isTrue();
    }

    /** delta-rs#4646, apache/iceberg#13781, OAK-2963: what was not deleted was reported as deleted. */
    @Test
    void deltaRsASuccessThatWasNone() {
        sweep.healthy(20).old("failing", "lost").storage.failRemoval("failing");
        sweep.storage.losesRequestFor("lost");

        CleanupReport report = sweep.run();

        assertThat(report.files().deleted()).isZero();
        assertThat(report.files().failed()).isEqualTo(1);
        assertThat(report.files().unknown()).isEqualTo(1);
        assertThat(report.isSuccess()).isFalse();
    }

    /** Alfresco's ContentStoreCleaner, Paimon: the listener that made the copy failed, and the file went all the same. */
    @Test
    void alfrescoACopyForSafetyThatFailed() {
        InMemoryStorage backup = InMemoryStorage.named("contentstore.deleted");
        backup.failWrites();
        sweep.healthy(20).old("orphan");
        sweep.task = sweep.task.archivingTo(StorageArchive.in(backup));

        CleanupReport report = sweep.run();

        assertThat(sweep.storage.contains("orphan")).isTrue();
        assertThat(report.files().failed()).isEqualTo(1);
        assertThat(report.isSuccess()).isFalse();
    }

    /** OAK-1865: the difference of two sorted lists went wrong at the boundary of a batch, and took live blobs. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 99, 100, 101, 199, 200, 201, 999, 1000, 1001})
    void oakADifferenceAtTheBoundaryOfABatch(int count) {
        for (int i = 0; i < count; i++) {
            sweep.old("orphan-" + i, "used-" + i).named("used-" + i);
        }

        CleanupReport report = sweep.run();

        assertThat(report.files().deleted()).isEqualTo(count);
        assertThat(sweep.storage.keys()).hasSize(count).allMatch(key -> key.startsWith("used-"));
    }
}
