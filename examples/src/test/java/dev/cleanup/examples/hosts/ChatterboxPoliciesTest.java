package dev.cleanup.examples.hosts;

import static dev.cleanup.CleanupTask.records;
import static dev.cleanup.examples.hosts.ChatterboxPolicies.abandonedSession;
import static dev.cleanup.examples.hosts.ChatterboxPolicies.dueToken;
import static dev.cleanup.examples.hosts.ChatterboxPolicies.emergency;
import static dev.cleanup.examples.hosts.ChatterboxPolicies.expendableToken;
import static dev.cleanup.examples.hosts.ChatterboxPolicies.idleSession;
import static dev.cleanup.examples.hosts.ChatterboxPolicies.leastRecentlyUsed;
import static dev.cleanup.examples.hosts.ChatterboxPolicies.orphanedFile;
import static dev.cleanup.examples.hosts.ChatterboxPolicies.usedToken;
import static dev.cleanup.policy.Policies.megabytes;
import static dev.cleanup.testkit.CleanupAssertions.assertThat;
import static dev.cleanup.testkit.TestFacts.aFile;
import static dev.cleanup.testkit.TestFacts.aRecord;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.RecordTask;
import dev.cleanup.fact.Fact;
import dev.cleanup.fact.FactValue;
import dev.cleanup.policy.Candidate;
import dev.cleanup.policy.StorageUsage;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.storage.ByteSize;
import dev.cleanup.testkit.TestFile;
import dev.cleanup.testkit.TestRecord;
import dev.cleanup.testkit.fake.InMemoryRecords;
import dev.cleanup.testkit.fake.RecordCall;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The rules of Chatterbox, each alone, and the emergency as a whole task in memory. */
@Tag("fast")
class ChatterboxPoliciesTest {

    private static final String NOW = "2026-01-09T00:00:00Z";
    private static final long MB = 1024 * 1024;

    /** Valid for another hour, and made an hour ago. */
    private static final TestRecord VALID = aRecord()
            .of("tokens")
            .created("2026-01-08T23:00:00Z")
            .expires("2026-01-09T01:00:00Z")
            .attribute("used", "false")
            .notInUse();

    private static final TestRecord SESSION = aRecord().of("sessions").notInUse();

    @Test
    void c1TokensGoOnceTheyExpire() {
        assertThat(dueToken())
                .at(NOW)
                .removes(VALID.expires(NOW), VALID.expires("2025-12-01T00:00:00Z"))
                .keeps(VALID, VALID.expires("2026-01-09T00:00:00.000000001Z"));
    }

    @Test
    void c1TokensGoOnceTheyAreADayOldThoughTheyNeverExpire() {
        TestRecord lasting = VALID.withoutTime("expires");

        assertThat(dueToken())
                .at(NOW)
                .removes(lasting.created("2026-01-08T00:00:00Z"))
                .keeps(lasting.created("2026-01-08T00:00:00.000000001Z"));
        assertThat(dueToken(Duration.ofHours(1))).at(NOW).removes(lasting);
    }

    @Test
    void c1ACorruptedEntryStaysUnlessSomethingElseDecides() {
        assertThat(dueToken())
                .at(NOW)
                .isUndecidedOn(VALID.unreadable(Fact.time("expires")), VALID.withoutTime("created"))
                .removes(VALID.unreadable(Fact.time("expires")).created("2026-01-01T00:00:00Z"));
    }

    @Test
    void c2FilesThatNoTokenNamesGoOnceTheyAreADayOld() {
        TestFile orphan = aFile().named("reply.wav").aged(Duration.ofHours(24));

        assertThat(orphanedFile())
                .at(NOW)
                .removes(orphan)
                .keeps(orphan.aged(Duration.ofHours(24).minusNanos(1)), orphan.referencedBy("tokens", "t"))
                .isUndecidedOn(orphan.referencesUnknown(), orphan.unreadableTimes());
    }

    @Test
    void c3InAnEmergencyValidTokensMayGoButNoneInUseOrTooYoung() {
        assertThat(expendableToken())
                .at(NOW)
                .removes(VALID)
                .keeps(VALID.inUseBy("a download"), VALID.created("2026-01-08T23:00:00.000000001Z"))
                .isUndecidedOn(VALID.unreadable(Fact.IN_USE_BY), VALID.withoutTime("created"));
    }

    // region selection alone
    @Test
    void c3TheOldestTokensGoUntilFourFifthsOfTheLimitAreLeft() {
        assertThat(emergency(megabytes(1000)))
                .of(token("new", 3, 300), token("old", 1, 300), token("middle", 2, 300))
                .using(used(megabytes(1001)))
                .chooses("tokens#old")
                .reachesTarget();
    }
    // endregion

    @Test
    void c3AtTheLimitNothingGoes() {
        assertThat(emergency(megabytes(1000)))
                .of(token("old", 1, 300))
                .using(used(megabytes(1000)))
                .chooses()
                .reachesTarget();
    }

    @Test
    void c3ATargetOutOfReachIsSaid() {
        assertThat(emergency(megabytes(1000)))
                .of(token("old", 1, 100), token("new", 2, 100))
                .using(used(megabytes(1001)))
                .chooses("tokens#old", "tokens#new")
                .fallsShort();
    }

    @Test
    void c3WithoutMeasureNothingGoes() {
        assertThat(emergency(megabytes(1000)))
                .of(token("old", 1, 300))
                .chooses()
                .fallsShort();
    }

    @Test
    void c8AboveNineTenthsOfTheQuotaAFifthOfWhatIsUsedGoesOldestAccessFirst() {
        assertThat(leastRecentlyUsed(megabytes(1000)))
                .of(session("today", 8, 100), session("never again", 1, 100), session("last week", 2, 100))
                .using(used(megabytes(950)))
                .chooses("sessions#never again", "sessions#last week")
                .reachesTarget();
    }

    @Test
    void c8AtNineTenthsNothingGoes() {
        assertThat(leastRecentlyUsed(megabytes(1000)))
                .of(session("old", 1, 100))
                .using(used(megabytes(900)))
                .chooses();
        assertThat(leastRecentlyUsed(megabytes(1000)))
                .of(session("old", 1, 300))
                .using(used(new ByteSize(900 * MB + 1)))
                .chooses("sessions#old");
    }

    @Test
    void c8ASessionOfWhichTheLastAccessIsNotKnownStays() {
        Candidate undated =
                SESSION.unreadable(Fact.time("last-used")).sized(900 * MB).candidateAt(Instant.parse(NOW));

        assertThat(leastRecentlyUsed(megabytes(1000)))
                .of(undated)
                .using(used(megabytes(950)))
                .chooses()
                .fallsShort();
    }

    @Test
    void c8ASessionThatIsOpenStays() {
        assertThat(idleSession())
                .at(NOW)
                .removes(SESSION)
                .keeps(SESSION.inUseBy("a browser"))
                .isUndecidedOn(SESSION.unreadable(Fact.IN_USE_BY));
    }

    @Test
    void c8SessionsThatNobodyOpenedForAWeekGo() {
        assertThat(abandonedSession())
                .at(NOW)
                .removes(SESSION.time("last-used", "2026-01-02T00:00:00Z"))
                .keeps(SESSION.time("last-used", "2026-01-02T00:00:00.000000001Z"))
                .keeps(SESSION.time("last-used", "2026-01-01T00:00:00Z").inUseBy("a browser"))
                .isUndecidedOn(SESSION.withoutTime("last-used"));
    }

    @Test
    void c11UsedTokensAreDueThoughTheyAreValid() {
        assertThat(usedToken())
                .at(NOW)
                .removes(VALID.attribute("used", "true"))
                .keeps(VALID, VALID.withoutAttribute("used"))
                .isUndecidedOn(VALID.unreadable(Fact.attribute("used")));
        assertThat(dueToken()).at(NOW).removes(VALID.attribute("used", "true"));
    }

    @Test
    void theRulesAreSentences() {
        assertThat(dueToken().description()).isEqualTo("expired or created at least 1 day ago or with used true");
        assertThat(emergency(megabytes(1024)).description())
                .isEqualTo(
                        "oldest by created, once the storage holds more than 1 GB, until it holds at most 80% of that");
        assertThat(leastRecentlyUsed(megabytes(1000)).description())
                .isEqualTo("oldest by last-used, once the storage holds more than 900 MB, until 20% of what the storage"
                        + " holds is freed");
    }

    private static Candidate token(String id, int day, int megabytes) {
        return VALID.id(id)
                .created("2026-01-0" + day + "T00:00:00Z")
                .sized(megabytes * MB)
                .candidateAt(Instant.parse(NOW));
    }

    private static Candidate session(String id, int day, int megabytes) {
        return SESSION.id(id)
                .time("last-used", "2026-01-0" + day + "T00:00:00Z")
                .sized(megabytes * MB)
                .candidateAt(Instant.parse(NOW));
    }

    private static StorageUsage used(ByteSize size) {
        return new StorageUsage(
                FactValue.known(size.bytes()), StorageUsage.UNMEASURED.capacity(), StorageUsage.UNMEASURED.free());
    }

    // ---- as a whole task ----

    private final World world = new World().stored("1.wav", "2.wav", "3.wav", "4.wav");
    private final InMemoryRecords tokens = InMemoryRecords.named("tokens");

    // region whole task
    /** Four tokens a day apart with ten bytes each, more than the 30 that are allowed: 16 have to go. */
    private RecordTask emergencyTask() {
        for (int i = 1; i <= 4; i++) {
            tokens.add(VALID.id("" + i).created("2026-01-0" + i + "T00:00:00Z").files(i + ".wav"));
        }
        return records("emergency", tokens)
                .where(expendableToken())
                .selecting(emergency(new ByteSize(30)))
                .removingFiles()
                .deletingRecords();
    }

    @Test
    void c3TheOldestTokensGoWithTheirFiles() {
        CleanupReport report = world.with(emergencyTask()).run();

        assertThat(report).isSuccess().task("emergency").deleted("1.wav", "2.wav");
        assertThat(tokens.ids()).containsExactly("3", "4");
    }
    // endregion

    @Test
    void c3ATargetOutOfReachStandsInPlanAndReport() {
        RecordTask task = emergencyTask();
        tokens.update("1", row -> row.inUseBy("a download"));
        tokens.update("2", row -> row.inUseBy("a download"));
        tokens.update("3", row -> row.inUseBy("a download"));

        assertThat(world.with(task).plan().toText()).contains("the target is missed by 6 bytes");
        CleanupReport report = world.with(task).run();

        assertThat(report).task("emergency").deleted("4.wav");
        assertThat(report.toText()).contains("the target is missed by 6 bytes");
    }

    @Test
    void c3ATokenThatIsUsedMeanwhileStaysAndNoOtherGoesForIt() {
        RecordTask task = emergencyTask();
        tokens.before(RecordCall.Operation.CLAIM, () -> tokens.update("1", row -> row.inUseBy("a download")));

        assertThat(world.with(task).run()).task("emergency").deleted("2.wav");
        assertThat(tokens.ids()).containsExactly("1", "3", "4");
    }
}
