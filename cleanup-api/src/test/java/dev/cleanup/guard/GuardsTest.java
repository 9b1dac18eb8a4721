package dev.cleanup.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.cleanup.reference.Owner;
import dev.cleanup.report.Refusal;
import dev.cleanup.storage.ByteSize;
import dev.cleanup.storage.Percentage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each built-in guard on evidence made by hand: where it lets pass, from which number on it refuses, and in what words. */
@Tag("fast")
class GuardsTest {

    private final Sight sight = new Sight();

    private void passes(Guard guard) {
        assertThat(guard.check(sight.evidence())).isEmpty();
    }

    private static Refusal refused(Guard guard, Sight sight) {
        Optional<Refusal> refusal = guard.check(sight.evidence());
        assertThat(refusal).as("what %s says", guard.name()).isPresent();
        assertThat(refusal.orElseThrow().guard()).isEqualTo(guard.name());
        return refusal.orElseThrow();
    }

    @Test
    void aHealthyWorldPassesAllGuards() {
        sight.removing(10, 1);

        assertThat(Stream.concat(Guards.forOrphans().stream(), Guards.forRecords().stream()))
                .hasSize(11)
                .allSatisfy(this::passes);
    }

    @Test
    void theGuardsOfAnOrphanSweepAreEight() {
        assertThat(Guards.forOrphans())
                .extracting(Guard::name, Guard::description)
                .map(Object::toString)
                .containsExactly(
                        "(\"unmappable-references\", \"every reference can be turned into the name of a stored file\")",
                        "(\"encoding\", \"the storage can hold a file of every name that is referenced\")",
                        "(\"no-references\", \"at least one reference\")",
                        "(\"nothing-matches\", \"at least one reference that names a file of the storage\")",
                        "(\"near-matches\", \"at most 10 files that equal a reference but for their spelling\")",
                        "(\"orphan-share\", \"at most 50 % orphans\")",
                        "(\"removals\", \"at most 100,000 removals\")",
                        "(\"removed-bytes\", \"at most 100 GB removed\")");
    }

    @Test
    void theGuardsOfATaskOverRecordsAreThree() {
        assertThat(Guards.forRecords())
                .containsExactly(
                        Guards.emptyStorage(),
                        Guards.removals(100_000),
                        Guards.removedBytes(ByteSize.megabytes(100 * 1024)));
        assertThat(Guards.emptyStorage().name()).isEqualTo("empty-storage");
        assertThat(Guards.emptyStorage().description()).isEqualTo("a storage that holds at least one file");
        assertThat(Guards.removedBytes(new ByteSize(9)).name()).isEqualTo("removed-bytes");
        assertThat(Guards.removedBytes(new ByteSize(9)).description()).isEqualTo("at most 9 bytes removed");
    }

    @Test
    void unmappableValuesOfAllSourcesAreCounted() {
        Refusal refusal = refused(
                Guards.unmappableReferences(), sight.references(3, 2, 0, 2).unmappable("../x (first#1): it climbs"));

        assertThat(refusal.message())
                .isEqualTo("2 of 7 references cannot be turned into the name of a stored file, so nobody knows which"
                        + " files they protect.");
        assertThat(refusal.samples()).containsExactly("../x (first#1): it climbs");
        assertThat(refusal.remedy())
                .startsWith("Correct these values or the KeyMapping")
                .contains("ignoring(..)");
        assertThat(refusal.way()).isEqualTo(Refusal.Remedy.FIX);
    }

    @Test
    void oneNameThatTheStorageCannotHoldIsEnough() {
        Refusal refusal = refused(Guards.encoding(), sight.unnameable(1, "caf\u00e9 (first#1)"));

        assertThat(refusal.message()).startsWith("1 references name files that this process cannot name");
        assertThat(refusal.samples()).containsExactly("caf\u00e9 (first#1)");
        assertThat(refusal.remedy()).contains("LC_ALL=C.UTF-8");
        assertThat(refusal.way()).isEqualTo(Refusal.Remedy.FIX);
    }

    @Test
    void noReferenceOfAnySourceIsRefused() {
        Refusal refusal = refused(
                Guards.noReferences(),
                sight.references(0, 0, 0, 0).files(1234, 1234).removing(1, 1));

        assertThat(refusal.message()).startsWith("no source names any file, yet 1,234 files lie in the storage");
        assertThat(refusal.samples()).containsExactly("file-1");
        assertThat(refusal.remedy()).contains("the right database", "orphans(..).allowNoReferences()");
        assertThat(refusal.way()).isEqualTo(Refusal.Remedy.APPROVE);
    }

    @Test
    void oneReferenceOfTheLastSourceIsAReference() {
        sight.references(0, 1, 0, 0);

        passes(Guards.noReferences());
    }

    @Test
    void referencesWithoutAFileAreRefused() {
        Refusal refusal = refused(
                Guards.nothingMatches(),
                sight.references(1, 1, 0, 0).files(3, 3).removing(1, 1));

        assertThat(refusal.message()).startsWith("none of 2 references names any of the 3 files in the storage");
        assertThat(refusal.samples()).containsExactly("file-1");
        assertThat(refusal.remedy()).contains("mend the KeyMapping", "orphans(..).allowNoMatches()");
        assertThat(refusal.way()).isEqualTo(Refusal.Remedy.APPROVE);
    }

    @Test
    void oneReferenceWithAFileIsAMatch() {
        sight.references(500, 0, 0, 0).files(3, 2);

        passes(Guards.nothingMatches());
    }

    @Test
    void whereThereAreNoReferencesNothingCanMatch() {
        sight.references(0, 0, 0, 0).files(3, 3);

        passes(Guards.nothingMatches());
    }

    @Test
    void asManyNearMatchesAsAllowedPass() {
        sight.nearMatches(10, "File");

        passes(Guards.nearMatches(10));
        passes(Guards.nearMatches(11));
    }

    @Test
    void oneNearMatchMoreIsRefused() {
        Refusal refusal = refused(Guards.nearMatches(10), sight.nearMatches(11, "File"));

        assertThat(refusal.message())
                .startsWith("11 files equal a reference but for case, Unicode form, percent-encoding or slashes")
                .contains("more than the allowed 10");
        assertThat(refusal.samples()).containsExactly("File");
        assertThat(refusal.remedy()).contains("Mend the KeyMapping", "orphans(..).allowNearMatches(11)");
        assertThat(refusal.way()).isEqualTo(Refusal.Remedy.APPROVE);
    }

    @Test
    void tenOrphansAreNeverALargeShare() {
        sight.files(10, 10);

        passes(Guards.orphanShare(1));
    }

    @Test
    void elevenOrphansCanBe() {
        Refusal refusal = refused(Guards.orphanShare(50), sight.files(11, 11).removing(1, 1));

        assertThat(refusal.message()).startsWith("11 of 11 files (100.0 %) are orphans, more than the allowed 50 %");
        assertThat(refusal.remedy()).contains("orphans(..).allowOrphanShare(100)");
        assertThat(refusal.samples()).containsExactly("file-1");
        assertThat(refusal.way()).isEqualTo(Refusal.Remedy.APPROVE);
    }

    @Test
    void theShareItselfIsAllowed() {
        sight.files(24, 12);

        passes(Guards.orphanShare(50));
    }

    @Test
    void theRemedyOfTheShareIsTheNextPercentage() {
        Refusal refusal = refused(Guards.orphanShare(50), sight.files(23, 12));

        assertThat(refusal.message()).contains("(52.2 %)");
        assertThat(refusal.remedy()).contains("allowOrphanShare(53)");
        passes(Guards.orphanShare(53));
    }

    @Test
    void aShareOfAllFilesIsAlwaysAllowed() {
        sight.files(1_000_000, 1_000_000);

        passes(Guards.orphanShare(100));
    }

    @Test
    void asManyRemovalsAsAllowedPass() {
        sight.removing(2, 1);

        passes(Guards.removals(2));
    }

    @Test
    void oneRemovalMoreIsRefused() {
        Refusal refusal = refused(Guards.removals(1), sight.removing(2, 1));

        assertThat(refusal.message()).isEqualTo("2 items would go, more than the allowed 1 in one run.");
        assertThat(refusal.samples()).containsExactly("file-1", "file-2");
        assertThat(refusal.remedy()).contains("approve this plan", "allowRemovals(2)");
        assertThat(refusal.way()).isEqualTo(Refusal.Remedy.APPROVE);
    }

    @Test
    void asManyBytesAsAllowedPass() {
        sight.removing(2, 5);

        passes(Guards.removedBytes(new ByteSize(10)));
    }

    @Test
    void oneByteMoreIsRefused() {
        Refusal refusal = refused(Guards.removedBytes(new ByteSize(9)), sight.removing(2, 5));

        assertThat(refusal.message()).isEqualTo("10 bytes would go, more than the allowed 9 bytes in one run.");
        assertThat(refusal.remedy()).contains("approve this plan", "allowRemovedBytes(new ByteSize(10))");
        assertThat(refusal.samples()).hasSize(2);
        assertThat(refusal.way()).isEqualTo(Refusal.Remedy.APPROVE);
    }

    @Test
    void anEmptyStorageIsRefused() {
        Refusal refusal = refused(Guards.emptyStorage(), sight.emptyStorage().removing(new Owner("sessions", "42")));

        assertThat(refusal.message()).startsWith("1 records would be settled, and no file can be seen in the storage");
        assertThat(refusal.samples()).containsExactly("sessions#42");
        assertThat(refusal.remedy()).contains("is mounted", "records(..).allowEmptyStorage()");
        assertThat(refusal.way()).isEqualTo(Refusal.Remedy.APPROVE);
    }

    @Test
    void aRefusalShowsTwentySamples() {
        Refusal refusal = refused(Guards.removals(1), sight.removing(21, 1));

        assertThat(refusal.samples()).hasSize(20).startsWith("file-1").endsWith("file-20");
    }

    @Test
    void theWordsAreTheSameInEveryLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(refused(Guards.orphanShare(50), sight.files(2300, 1200)).message())
                    .startsWith("1,200 of 2,300 files (52.2 %)");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aHostsOwnGuardRefusesInItsWords() {
        Guard guard = Guards.guard("weekday", "only on weekdays", evidence -> Optional.of("it is Sunday"));

        Refusal refusal = refused(guard, sight.removing(1, 1));

        assertThat(guard.description()).isEqualTo("only on weekdays");
        assertThat(refusal.message()).isEqualTo("it is Sunday");
        assertThat(refusal.samples()).containsExactly("file-1");
        assertThat(refusal.remedy()).isEqualTo("Approve this plan, or change the guard weekday.");
        assertThat(refusal.way()).isEqualTo(Refusal.Remedy.APPROVE);
    }

    @Test
    void aHostsOwnGuardLetsPass() {
        passes(Guards.guard("weekday", "only on weekdays", evidence -> Optional.empty()));
    }

    static Stream<Runnable> thresholdsThatMakeNoSense() {
        return Stream.of(
                () -> Guards.nearMatches(-1),
                () -> Guards.orphanShare(0),
                () -> Guards.orphanShare(101),
                () -> Guards.removals(0),
                () -> Guards.guard(" ", "words", evidence -> Optional.empty()),
                () -> Guards.guard("name", "", evidence -> Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource
    void thresholdsThatMakeNoSense(Runnable call) {
        assertThatIllegalArgumentException().isThrownBy(call::run).withMessageContaining("must");
    }

    @Test
    void theOutermostThresholdsAreAllowed() {
        assertThat(List.of(Guards.nearMatches(0), Guards.orphanShare(1), Guards.orphanShare(100), Guards.removals(1)))
                .doesNotHaveDuplicates();
    }

    @Test
    void nullIsRefusedAtOnce() {
        assertThatNullPointerException().isThrownBy(() -> Guards.removedBytes(null));
        assertThatNullPointerException().isThrownBy(() -> Guards.guard("name", "words", null));
    }

    @Test
    void guardsAreValues() {
        assertThat(Guards.orphanShare(50)).isEqualTo(Guards.orphanShare(50)).isNotEqualTo(Guards.orphanShare(51));
    }

    @Test
    void evidenceCannotBeChangedAfterwards() {
        Evidence evidence = sight.unmappable("x").nearMatches(1, "y").evidence();

        assertThat(evidence.unmappable()).isUnmodifiable();
        assertThat(evidence.references()).isUnmodifiable();
        assertThat(evidence.nearMatches().some()).isUnmodifiable();
    }

    private static final Guard HALF = Guards.fewerReferences(new Percentage(50));

    @Test
    void halfOfTheReferencesOfTheLastGoodRunPass() {
        sight.removing(1, 1).references(50, 0, 0, 0).earlier(100);

        passes(HALF);
    }

    @Test
    void fewerThanHalfOfTheReferencesOfTheLastGoodRunAreRefused() {
        Refusal refusal =
                refused(HALF, sight.removing(1, 1).references(49, 0, 0, 0).earlier(100, 10));

        assertThat(refusal.message())
                .isEqualTo(
                        "source first names 49 files, less than 50% of the 100 that it named after the last good run; a"
                                + " database that was emptied, restored or filtered looks like this.");
        assertThat(refusal.samples()).containsExactly("file-1");
        assertThat(refusal.remedy()).contains("reads the right database", "approve this plan");
        assertThat(refusal.way()).isEqualTo(Refusal.Remedy.APPROVE);
        assertThat(HALF.description()).isEqualTo("at least 50% of the references of the last good run");
    }

    @Test
    void tenFewerReferencesAreNeverFarFewer() {
        sight.removing(1, 1).references(0, 0, 0, 0).earlier(10);
        passes(HALF);

        sight.earlier(11);
        assertThat(refused(HALF, sight).message()).contains("names 0 files");
    }

    @Test
    void withoutAnEarlierRunThereIsNothingToCompareWith() {
        sight.removing(1, 1).references(0, 0, 0, 0);

        passes(HALF);
        sight.earlier();
        passes(HALF);
    }

    @Test
    void aSourceThatIsGoneNamesNothing() {
        sight.removing(1, 1).earlier(50);

        assertThat(refused(HALF, sight).message()).startsWith("source first names 0 files");
    }

    @Test
    void aRunThatTookNothingCannotLowerTheMeasureButRaiseIt() {
        sight.removing(1, 1).references(20, 0, 0, 0).earlier(-20, -100, 30);

        assertThat(refused(HALF, sight).message()).contains("of the 100 that");
    }

    @Test
    void aSlowDeclineIsFollowed() {
        sight.removing(1, 1).references(20, 0, 0, 0).earlier(-30, -50, -70, 100);

        passes(HALF);
    }

    @Test
    void aRunThatTookSomethingIsTheMeasureFromThenOn() {
        sight.removing(1, 1).references(20, 0, 0, 0).earlier(20, 100);

        passes(HALF);
    }

    @Test
    void aHistoryThatCannotBeReadIsRefusedAndNobodyCanApproveThat() {
        Refusal refusal = refused(HALF, sight.removing(1, 1).unreadableHistory("no connection"));

        assertThat(refusal.message()).contains("history could not be read", "no connection");
        assertThat(refusal.remedy()).contains("Bring the history back");
        assertThat(refusal.way()).isEqualTo(Refusal.Remedy.FIX);
    }

    @Test
    void onlyGuardsThatCompareNeedAHistory() {
        assertThat(HALF.needsHistory()).isTrue();
        assertThat(Guards.forOrphans()).noneMatch(Guard::needsHistory);
        assertThat(Guards.guard("own", "a guard", evidence -> Optional.empty()).needsHistory())
                .isFalse();
    }
}
