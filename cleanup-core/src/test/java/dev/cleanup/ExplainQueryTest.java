package dev.cleanup;

import static dev.cleanup.CleanupTask.records;
import static dev.cleanup.policy.Policies.status;
import static dev.cleanup.testkit.TestFacts.aRecord;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cleanup.reference.Owner;
import dev.cleanup.reference.ReferencesUnavailableException;
import dev.cleanup.report.MissingFiles;
import dev.cleanup.storage.ByteSize;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.StorageUnavailableException;
import dev.cleanup.testkit.fake.InMemoryRecords;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ExplainQueryTest {

    private final Sweep sweep = new Sweep();

    @Test
    void saysWhoProtectsAFile() {
        sweep.old("used").named("used");

        String text = sweep.cleanup().explain("used").toText();

        assertThat(text)
                .contains("used: 10 bytes")
                .contains("named by [database#1]")
                .contains("orphaned-files: keeps it, referenced by database#1");
    }

    @Test
    void saysWhatCondemnsAFile() {
        sweep.old("orphan").named("used");

        String text = sweep.cleanup().explain("orphan").toText();

        assertThat(text)
                .contains("named by nobody")
                .contains("orphaned-files: would remove it, no reference names it, newest time 2026-02-20T12:00:00Z")
                .contains("9 days ago");
    }

    @Test
    void saysWhoNamesAFileInAnotherSpelling() {
        sweep.old("Used").named("used");

        assertThat(sweep.cleanup().explain("Used").toText())
                .contains("named in another spelling by database#1", "keeps it");
    }

    @Test
    void saysWhatTheTaskOfARecordDecides() {
        InMemoryRecords sessions = InMemoryRecords.named("sessions")
                .add(aRecord().id("1").status("failed").files("1.m4a"));
        sweep.old("1.m4a");
        Cleanup cleanup = Cleanup.of("media", sweep.storage)
                .task(records("failed-sessions", sessions)
                        .where(status("failed"))
                        .removingFiles()
                        .deletingRecords())
                .clock(sweep.clock)
                .build();

        assertThat(cleanup.explain("1.m4a").toText())
                .contains("named by [sessions#1]", "failed-sessions by sessions#1: would remove it");
    }

    @Test
    void saysThatAnUnmappableReferenceStopsEveryOrphanTask() {
        sweep.old("orphan").named("used").database.addUnmappable("../x", "it would climb");

        assertThat(sweep.cleanup().explain("orphan").toText())
                .contains("no orphan is removed while a reference is unmappable: ../x (database#2): it would climb");
    }

    @Test
    void saysThatAnotherOwnerKeepsTheFileOfADueRecord() {
        InMemoryRecords sessions = InMemoryRecords.named("sessions")
                .add(
                        aRecord().id("1").status("failed").files("1.m4a"),
                        aRecord().id("2").status("done").files("1.m4a"));
        sweep.old("1.m4a");
        Cleanup cleanup = Cleanup.of("media", sweep.storage)
                .task(records("failed-sessions", sessions)
                        .where(status("failed"))
                        .removingFiles()
                        .deletingRecords())
                .clock(sweep.clock)
                .build();

        assertThat(cleanup.explain("1.m4a").toText())
                .contains("failed-sessions by sessions#1: keeps it, the record is due, and its file is referenced by"
                        + " sessions#2");
    }

    @Test
    void anExplanationWithoutAllReferencesIsNone() {
        sweep.old("a").named("a", "b").database.failAtRow(2);

        assertThatExceptionOfType(ReferencesUnavailableException.class)
                .isThrownBy(() -> sweep.cleanup().explain("a"));
    }

    @Test
    void findsFilesThatAreNamedAndNotThere() {
        sweep.old("used").named("used", "gone");
        sweep.database.addDerived("variant", new Owner("database", "1"));

        MissingFiles missing = sweep.cleanup().missingFiles();

        assertThat(missing.count()).isEqualTo(1);
        assertThat(missing.some())
                .containsExactly(new MissingFiles.MissingFile(FileKey.of("gone"), new Owner("database", "2")));
        assertThat(sweep.storage.mutations()).isZero();
    }

    @Test
    void aFileThatTheListingMissedIsNotMissing() {
        sweep.old("used", "folder/used").named("used", "folder/used").storage.failFolder("folder");

        assertThat(sweep.cleanup().missingFiles().count()).isZero();
        assertThat(sweep.storage.lookUps()).containsExactly("folder/used");
    }

    @Test
    void aFileThatCannotBeLookedUpIsUndecided() {
        sweep.old("folder/dim").named("folder/dim").storage.failFolder("folder");
        sweep.storage.failLookUp("folder/dim");

        MissingFiles missing = sweep.cleanup().missingFiles();

        assertThat(missing.count()).isZero();
        assertThat(missing.undecided()).isEqualTo(1);
    }

    @Test
    void measuresWhatTheStorageHolds() {
        sweep.old("used", "folder/orphan").young("upload").named("used");

        assertThat(sweep.cleanup().storageUsage()).isEqualTo(new ByteSize(30));
        assertThat(sweep.storage.mutations()).isZero();
    }

    @Test
    void aStorageOfWhichPartCannotBeReadHasNoMeasure() {
        sweep.old("used", "folder/used").named("used").storage.failFolder("folder");

        assertThatExceptionOfType(StorageUnavailableException.class)
                .isThrownBy(() -> sweep.cleanup().storageUsage())
                .withMessageContaining("nobody knows what")
                .withMessageContaining("folder could not be read");
    }
}
