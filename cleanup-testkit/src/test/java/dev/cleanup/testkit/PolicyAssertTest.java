package dev.cleanup.testkit;

import static dev.cleanup.policy.Policies.attribute;
import static dev.cleanup.policy.Policies.created;
import static dev.cleanup.policy.Policies.expired;
import static dev.cleanup.policy.Policies.inUse;
import static dev.cleanup.policy.Policies.not;
import static dev.cleanup.policy.Policies.olderThan;
import static dev.cleanup.policy.Policies.status;
import static dev.cleanup.policy.Policies.time;
import static dev.cleanup.policy.Policies.unreferenced;
import static dev.cleanup.testkit.CleanupAssertions.assertThat;
import static dev.cleanup.testkit.TestFacts.aFile;
import static dev.cleanup.testkit.TestFacts.aRecord;
import static java.time.Duration.ofDays;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanup.fact.Fact;
import dev.cleanup.policy.ItemPolicy;
import dev.cleanup.reference.Owner;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.FileTimes;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class PolicyAssertTest {

    private static final String NOW = "2026-01-09T00:00:00Z";

    private final ItemPolicy orphans = unreferenced().and(olderThan(ofDays(1)));
    private final ItemPolicy failed = status("failed").and(created().olderThan(ofDays(7)));

    @Test
    void judgesFilesAgainstTheGivenInstant() {
        assertThat(orphans)
                .at(NOW)
                .removes(aFile().named("a.m4a").aged(ofDays(8)).sized(10))
                .keeps(aFile(), aFile().aged(ofDays(8)).referencedBy("sessions", "42"))
                .isUndecidedOn(
                        aFile().unreadableTimes(),
                        aFile().aged(ofDays(8)).referencesUnknown(),
                        aFile().aged(ofDays(-1)));
    }

    @Test
    void judgesRecordsInOneLine() {
        assertThat(failed).at(NOW).removes(aRecord().status("failed").created("2026-01-01T00:00:00Z"));
        assertThat(failed).at(NOW).keeps(aRecord().withoutStatus().created("2026-01-01T00:00:00Z"));
        assertThat(failed)
                .at(NOW)
                .isUndecidedOn(aRecord().unreadable(Fact.STATUS).created("2026-01-01T00:00:00Z"));
    }

    @Test
    void sketchesEveryFactOfARecord() {
        assertThat(expired())
                .at(NOW)
                .removes(aRecord().expires(NOW))
                .keeps(aRecord().withoutTime("expires"));
        assertThat(time("downloaded_at").olderThan(ofDays(7)))
                .at(NOW)
                .removes(aRecord().time("downloaded_at", "2026-01-01T00:00:00Z"));
        assertThat(attribute("storage_type", "temporary"))
                .at(NOW)
                .removes(aRecord().attribute("storage_type", "temporary"))
                .keeps(aRecord().withoutAttribute("storage_type"));
        assertThat(not(inUse()))
                .at(NOW)
                .removes(aRecord().notInUse())
                .keeps(aRecord().inUseBy("task 7"));
    }

    @Test
    void oneSketchIsTheBaseOfOthers() {
        TestRecord base = aRecord().of("sessions").id("42").files("a.m4a", "b.m4a");

        assertThat(base.status("failed").facts().readings()).hasSize(1);
        assertThat(base.facts().readings()).isEmpty();
        assertThat(base.facts().owner()).isEqualTo(new Owner("sessions", "42"));
        assertThat(base.facts().files()).containsExactly(FileKey.of("a.m4a"), FileKey.of("b.m4a"));
        assertThat(base.retiring(new Owner("images", "7")).facts().retiredOwners())
                .hasSize(2);
    }

    @Test
    void showsPolicyVerdictReasonAndFacts() {
        assertThatThrownBy(() -> assertThat(failed)
                        .at(NOW)
                        .removes(aRecord().status("failed").created("2026-01-08T00:00:00Z")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expecting policy")
                .hasMessageContaining(failed.description())
                .hasMessageContaining("at 2026-01-09T00:00:00Z to remove")
                .hasMessageContaining("record records#1")
                .hasMessageContaining("but it says KEEP, because")
                .hasMessageContaining("facts: status = failed, time created = 2026-01-08T00:00:00Z");
    }

    @Test
    void showsEveryItemThatIsJudgedOtherwise() {
        assertThatThrownBy(() -> assertThat(orphans)
                        .at(NOW)
                        .keeps(
                                aFile().named("a").aged(ofDays(2)),
                                aFile().named("b"),
                                aFile().named("c").unreadableTimes()))
                .hasMessageContaining("to keep")
                .hasMessageContaining("file a")
                .hasMessageContaining("but it says REMOVE")
                .hasMessageNotContaining("file b")
                .hasMessageContaining("file c")
                .hasMessageContaining("but it says UNKNOWN");
    }

    @Test
    void undecidedIsNotKept() {
        assertThatThrownBy(() -> assertThat(orphans).at(NOW).isUndecidedOn(aFile()))
                .hasMessageContaining("to be undecided on")
                .hasMessageContaining("but it says KEEP");
        assertThatThrownBy(() -> assertThat(failed).at(NOW).keeps(aRecord()))
                .hasMessageContaining("facts: status = unreadable (nobody provided status)");
    }

    @Test
    void refusesToJudgeAtNoInstant() {
        assertThatThrownBy(() -> assertThat(orphans).removes(aFile()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("at was not called: ages count from the instant of the judgement");
    }

    @Test
    void refusesWhatNoItemCanBe() {
        assertThatThrownBy(() -> aFile().sized(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bytes (-1) must not be negative: no file holds less than none");
        assertThatThrownBy(() -> aRecord().unreadable(Fact.FILES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fact (files)")
                .hasMessageContaining("InMemoryRecords.failRow(..)");
    }

    @Test
    void aFileMayHaveTimesOfItsOwn() {
        FileTimes times = FileTimes.modified(Instant.parse("2026-01-01T00:00:00Z"));

        assertThat(aFile().times(times).at(Instant.EPOCH).file().times()).isEqualTo(times);
    }
}
