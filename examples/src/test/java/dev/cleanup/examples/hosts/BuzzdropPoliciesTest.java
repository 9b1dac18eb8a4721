package dev.cleanup.examples.hosts;

import static dev.cleanup.CleanupTask.records;
import static dev.cleanup.examples.hosts.BuzzdropPolicies.expiredUpload;
import static dev.cleanup.examples.hosts.BuzzdropPolicies.oldDownload;
import static dev.cleanup.examples.hosts.BuzzdropPolicies.orphanedUpload;
import static dev.cleanup.testkit.CleanupAssertions.assertThat;
import static dev.cleanup.testkit.TestFacts.aFile;
import static dev.cleanup.testkit.TestFacts.aRecord;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.fact.Fact;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.testkit.TestFile;
import dev.cleanup.testkit.TestRecord;
import dev.cleanup.testkit.fake.InMemoryRecords;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The rules of Buzzdrop, each alone, and two of them as whole tasks in memory. */
@Tag("fast")
class BuzzdropPoliciesTest {

    private static final String NOW = "2026-01-09T00:00:00Z";

    private static final TestRecord UPLOAD =
            aRecord().of("files").status("active").expires(NOW).files("ab12.zip");

    private static final TestRecord DOWNLOADED =
            aRecord().of("files").status("expired").time("downloaded_at", "2026-01-02T00:00:00Z");

    @Test
    void b1UploadsGoOnceTheyExpire() {
        assertThat(expiredUpload())
                .at(NOW)
                .removes(UPLOAD, UPLOAD.expires("2025-01-01T00:00:00Z"))
                .keeps(UPLOAD.expires("2026-01-09T00:00:00.000000001Z"));
    }

    @Test
    void b1UploadsWithoutExpiryStayForEver() {
        assertThat(expiredUpload()).at("2999-01-01T00:00:00Z").keeps(UPLOAD.withoutTime("expires"));
    }

    @Test
    void b1UploadsThatAreExpiredAlreadyAreNotVisitedAgain() {
        assertThat(expiredUpload()).at(NOW).keeps(UPLOAD.status("expired"), UPLOAD.withoutStatus());
    }

    @Test
    void b1ADateThatCannotBeReadKeepsItsUpload() {
        assertThat(expiredUpload())
                .at(NOW)
                .isUndecidedOn(UPLOAD.unreadable(Fact.time("expires")), UPLOAD.unreadable(Fact.STATUS));
    }

    @Test
    void b2FilesThatNoRowNamesGoOnceTheyAreADayOld() {
        TestFile orphan = aFile().named("cd34.zip").aged(Duration.ofHours(24));

        assertThat(orphanedUpload())
                .at(NOW)
                .removes(orphan)
                .keeps(orphan.aged(Duration.ofHours(24).minusNanos(1)), orphan.aged(Duration.ZERO))
                .keeps(orphan.referencedBy("files", "1"))
                .isUndecidedOn(orphan.unreadableTimes(), orphan.referencesUnknown());
    }

    @Test
    void b3RecordsOfDownloadsGoAfterSevenDays() {
        assertThat(oldDownload(7))
                .at(NOW)
                .removes(DOWNLOADED)
                .keeps(DOWNLOADED.time("downloaded_at", "2026-01-02T00:00:00.000000001Z"));
        assertThat(oldDownload(8)).at(NOW).keeps(DOWNLOADED);
    }

    // region absent
    @Test
    void b3RecordsOfLiveUploadsStayHoweverOldTheirDownload() {
        assertThat(oldDownload(7)).at("2026-01-09T00:00:00Z").keeps(DOWNLOADED.status("active"));
        assertThat(oldDownload(7)).at("2026-01-09T00:00:00Z").keeps(DOWNLOADED.withoutStatus());
        assertThat(oldDownload(7)).at("2026-01-09T00:00:00Z").isUndecidedOn(DOWNLOADED.unreadable(Fact.STATUS));
    }
    // endregion

    @Test
    void b3RecordsThatWereNeverDownloadedStay() {
        assertThat(oldDownload(7))
                .at(NOW)
                .isUndecidedOn(
                        DOWNLOADED.withoutTime("downloaded_at"), DOWNLOADED.unreadable(Fact.time("downloaded_at")));
    }

    @Test
    void theRulesAreSentences() {
        assertThat(expiredUpload().description()).isEqualTo("with status active and expired");
        assertThat(oldDownload(7).description())
                .isEqualTo("with status expired and with downloaded_at at least 7 days ago");
    }

    // ---- as whole tasks ----

    private final World world = new World().stored("ab12.zip", "live.zip");
    private final InMemoryRecords files = InMemoryRecords.named("files");

    @Test
    void b1TheFileGoesAndTheRowIsExpired() {
        files.add(UPLOAD, UPLOAD.id("2").withoutTime("expires").files("live.zip"));

        CleanupReport report = world.with(records("expired", files)
                        .where(expiredUpload())
                        .removingFiles()
                        .settingStatus("expired"))
                .run();

        assertThat(report).isSuccess().task("expired").deleted("ab12.zip").settled("files#1");
        assertThat(files.status("1")).contains("expired");
        assertThat(files.status("2")).contains("active");
    }

    @Test
    void b1OneUnreadableRowKeepsItsFileAndStopsNoOther() {
        files.add(UPLOAD, UPLOAD.id("2").files("live.zip").unreadable(Fact.time("expires")));

        CleanupReport report = world.with(records("expired", files)
                        .where(expiredUpload())
                        .removingFiles()
                        .settingStatus("expired"))
                .run();

        assertThat(report).task("expired").deleted("ab12.zip");
        assertThat(world.storage.keys()).containsExactly("live.zip");
    }

    @Test
    void b3TheRowGoesAndNoFileIsTouched() {
        files.add(
                DOWNLOADED.files("ab12.zip"),
                UPLOAD.id("2").withoutTime("downloaded_at").files("live.zip"));

        CleanupReport report = world.with(
                        records("old-downloads", files).where(oldDownload(7)).deletingRecords())
                .run();

        assertThat(report).isSuccess().task("old-downloads").settled("files#1").deleted();
        assertThat(files.ids()).containsExactly("2");
        assertThat(world.storage.keys()).hasSize(2);
    }
}
