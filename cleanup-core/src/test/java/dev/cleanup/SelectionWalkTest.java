package dev.cleanup;

import static dev.cleanup.CleanupTask.orphans;
import static dev.cleanup.CleanupTask.records;
import static dev.cleanup.policy.Policies.created;
import static dev.cleanup.policy.Policies.inUse;
import static dev.cleanup.policy.Policies.keepNewest;
import static dev.cleanup.policy.Policies.not;
import static dev.cleanup.policy.Policies.percent;
import static dev.cleanup.policy.Policies.percentOfFileStore;
import static dev.cleanup.policy.Policies.quotaAbove;
import static dev.cleanup.policy.Policies.status;
import static dev.cleanup.policy.Policies.within;
import static dev.cleanup.testkit.CleanupAssertions.assertThat;
import static dev.cleanup.testkit.TestFacts.aRecord;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.outcome.Reason;
import dev.cleanup.policy.Quota;
import dev.cleanup.policy.Selection;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.storage.ByteSize;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.ListingSink;
import dev.cleanup.testkit.TestRecord;
import dev.cleanup.testkit.fake.InMemoryRecords;
import dev.cleanup.testkit.fake.RecordCall;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of a selection on its way from listing to report: over files, and over records with their files. */
@Tag("fast")
class SelectionWalkTest {

    private static final String TASK = "full";
    private static final String OVER = "120 bytes are more than the 100 bytes allowed: 40 bytes have to go, ";
    private static final String MISSED = "all that may go frees only ";

    private final Sweep world = new Sweep();
    private final InMemoryRecords tokens = InMemoryRecords.named("tokens");

    /** More than 100 bytes are too many; 80 may stay. */
    private static Quota.Unordered quota() {
        return quotaAbove(new ByteSize(100)).downTo(percent(80));
    }

    private static OrphanTask files(Selection selection) {
        return orphans(TASK).olderThan(Sweep.DAY).allowOrphanShare(100).selecting(selection);
    }

    private RecordTask records(Selection selection) {
        return CleanupTask.records(TASK, tokens)
                .where(not(inUse()).and(created().olderThan(Duration.ofDays(1))))
                .selecting(selection)
                .removingFiles()
                .deletingRecords();
    }

    private Cleanup cleanup(CleanupTask... tasks) {
        CleanupBuilder builder =
                Cleanup.of("media", world.storage).referencedBy(world.database).clock(world.clock);
        for (CleanupTask task : tasks) {
            builder.task(task);
        }
        return builder.build();
    }

    /** A file of ten bytes that was stored so many days ago. */
    private void file(String key, int days) {
        world.storage.put(key, 10, world.ago(Duration.ofDays(days)));
    }

    /** 120 bytes, of which 20 are in use; file-12 is the oldest, file-3 the youngest. */
    private void twelveFiles() {
        file("used-1", 30);
        file("used-2", 30);
        world.named("used-1", "used-2");
        IntStream.rangeClosed(3, 12).forEach(days -> file("file-" + days, days));
    }

    private TestRecord token(String id, int days) {
        return aRecord()
                .id(id)
                .time("created", world.ago(Duration.ofDays(days)))
                .notInUse()
                .files(id);
    }

    /** 120 bytes; token 12 is the oldest, token 1 the youngest. */
    private void twelveTokens() {
        for (int days = 1; days <= 12; days++) {
            file("token-" + days, days);
            tokens.add(token("token-" + days, days));
        }
    }

    @Test
    void ofFilesTheNewestAreKept() {
        twelveFiles();

        CleanupReport report = cleanup(files(keepNewest(8))).run();

        assertThat(report).isSuccess().task(TASK).deleted("file-12", "file-11");
        assertThat(report.task(TASK).keptByReason()).containsEntry(Reason.Kind.SELECTION, 8L);
    }

    /** As many as are looked up at once: a storage asked twice for one in the same call would refuse it. */
    @Test
    void aFileThatIsListedTwiceIsOneOfTheNewestOnce() {
        IntStream.range(0, 1000).forEach(i -> file("file-" + i, 2 + i));
        world.named("used");
        PassingStorage twice = new PassingStorage(world.storage) {
            @Override
            public void list(ListingSink sink) {
                super.list(sink);
                super.list(sink);
            }
        };
        Cleanup cleanup = Cleanup.of("media", twice)
                .referencedBy(world.database)
                .task(files(keepNewest(998)).allowNoMatches())
                .clock(world.clock)
                .build();

        assertThat(cleanup.run()).isSuccess().task(TASK).deleted("file-999", "file-998");
    }

    @Test
    void aQuotaTakesNoMoreFilesThanItsTargetNeedsOldestFirst() {
        twelveFiles();
        Cleanup cleanup = cleanup(files(quota().oldestFirst()));

        assertThat(cleanup.plan()).task(TASK).wouldRemove("file-12", "file-11", "file-10", "file-9");
        assertThat(cleanup.run()).isSuccess().task(TASK).deleted("file-12", "file-11", "file-10", "file-9");
        assertThat(cleanup.run()).isSuccess().task(TASK).removedNothing();
    }

    @Test
    void aQuotaTakesTheLargestFilesFirst() {
        world.old("used").named("used");
        world.storage.put("large", 39, world.ago(Duration.ofDays(2)));
        world.storage.put("larger", 60, world.ago(Duration.ofDays(2)));

        CleanupReport report = cleanup(files(quota().largestFirst())).run();

        assertThat(report).isSuccess().task(TASK).deleted("larger");
    }

    @Test
    void filesThatAreReferencedOrYoungStayThoughTheTargetIsMissed() {
        file("old", 2);
        world.young("young-1", "young-2");
        world.storage.put("used", 90, world.ago(Duration.ofDays(9)));
        world.named("used");
        Cleanup cleanup = cleanup(files(quota().oldestFirst()));

        assertThat(cleanup.plan().task(TASK).remarks())
                .contains(OVER + "1 of 1 free 10 bytes")
                .anySatisfy(remark -> assertThat(remark).contains("missed by 30 bytes", MISSED + "10 bytes"));
        CleanupReport report = cleanup.run();
        assertThat(report).isSuccess().task(TASK).deleted("old");
        assertThat(report.task(TASK).notes()).hasSize(2).last().asString().contains(MISSED + "10 bytes");
        assertThat(report.toText()).contains(MISSED + "10 bytes");
    }

    @Test
    void nothingTakesThePlaceOfAFileThatCannotGo() {
        twelveFiles();
        world.storage.failRemoval("file-12");

        CleanupReport report = cleanup(files(quota().oldestFirst())).run();

        assertThat(report).task(TASK).completedWithFailures().deleted("file-11", "file-10", "file-9");
    }

    @Test
    void nothingTakesThePlaceOfAFileThatIsReferencedMeanwhile() {
        twelveFiles();
        world.storage.afterList(() -> world.named("file-12"));

        CleanupReport report = cleanup(files(quota().oldestFirst())).run();

        assertThat(report).task(TASK).kept("file-12").deleted("file-11", "file-10", "file-9");
    }

    @Test
    void anUnreadableFolderRefusesWhatComparesAllFiles() {
        twelveFiles();
        file("sealed/file", 20);
        world.storage.failFolder("sealed");

        assertThat(cleanup(files(quota().oldestFirst())).plan()).task(TASK).refusedBy("incomplete-selection");
        assertThat(cleanup(files(keepNewest(1))).run())
                .task(TASK)
                .refusedBy("incomplete-selection")
                .removedNothing();
    }

    @Test
    void aFileThatCannotBeLookedUpRefusesWhatComparesAllFiles() {
        twelveFiles();
        world.storage.failLookUp("file-12");

        CleanupReport report = cleanup(files(keepNewest(1))).run();

        assertThat(report).task(TASK).refusedBy("incomplete-selection").removedNothing();
        assertThat(Sweep.refusal(report.task(TASK).outcome()).message())
                .isEqualTo("a selection compares all files, and 1 of them could not be read");
    }

    @Test
    void whatEarlierTasksTakeCountsAsFreed() {
        twelveFiles();
        file("junk/1", 2);
        file("junk/2", 2);
        OrphanTask junk = orphans("junk").allowOrphanShare(100).where(within("junk"));

        CleanupReport report = cleanup(junk, files(quota().oldestFirst())).run();

        assertThat(report).task("junk").deleted("junk/1", "junk/2");
        assertThat(report).task(TASK).deleted("file-12", "file-11", "file-10", "file-9");
        assertThat(report.task(TASK).notes()).containsExactly(OVER + "4 of 10 free 40 bytes");
    }

    @Test
    void whatTwoEarlierTasksTakeCountsAsFreed() {
        twelveFiles();
        file("junk/1", 2);
        file("pile/1", 2);

        CleanupReport report = cleanup(
                        orphans("junk").allowOrphanShare(100).where(within("junk")),
                        orphans("pile").allowOrphanShare(100).where(within("pile")),
                        files(quota().oldestFirst()))
                .run();

        assertThat(report).task("junk").deleted("junk/1");
        assertThat(report).task("pile").deleted("pile/1");
        assertThat(report).task(TASK).deleted("file-12", "file-11", "file-10", "file-9");
    }

    @Test
    void whatARefusedTaskWouldHaveTakenIsNotFreed() {
        twelveFiles();
        file("junk/1", 2);
        file("junk/2", 2);
        OrphanTask junk = orphans("junk").where(within("junk")).allowRemovals(1);

        CleanupReport report = cleanup(junk, files(quota().oldestFirst())).run();

        assertThat(report).task("junk").refusedBy("removals").removedNothing();
        assertThat(report).task(TASK).deleted("file-12", "file-11", "file-10", "file-9", "file-8", "file-7");
    }

    @Test
    void aFileInUseThatIsListedTwiceIsMeasuredOnce() {
        twelveFiles();
        PassingStorage twice = new PassingStorage(world.storage) {
            @Override
            public void list(ListingSink sink) {
                super.list(sink);
                sink.key(FileKey.of("used-1"));
                sink.key(FileKey.of("used-2"));
            }
        };
        Cleanup cleanup = Cleanup.of("media", twice)
                .referencedBy(world.database)
                .task(files(quota().oldestFirst()))
                .clock(world.clock)
                .build();

        assertThat(cleanup.run()).task(TASK).deleted("file-12", "file-11", "file-10", "file-9");
    }

    @Test
    void aFileThatMayGoIsNotLookedUpAgainToBeMeasured() {
        twelveFiles();

        cleanup(files(quota().oldestFirst())).plan();

        assertThat(world.storage.lookUps())
                .hasSize(12)
                .doesNotHaveDuplicates()
                .as("referenced, so only measured")
                .contains("used-1", "used-2");
        assertThat(world.storage.listings()).isEqualTo(1);
    }

    @Test
    void aFileThatEqualsAReferenceButForItsSpellingCountsAsHeld() {
        twelveFiles();
        file("USED-2", 30);

        CleanupReport report = cleanup(files(quota().oldestFirst())).run();

        assertThat(report.task(TASK).notes())
                .anySatisfy(remark -> assertThat(remark).contains("130 bytes are more than"));
    }

    @Test
    void whatEarlierTasksTakeCountsAsFreeInTheFileStore() {
        twelveFiles();
        Selection nearlyFull =
                quotaAbove(percentOfFileStore(90)).downTo(percent(100)).oldestFirst();
        OrphanTask first = orphans("first").allowOrphanShare(100).selecting(keepNewest(9));
        world.storage.withSpace(1000, 95);

        assertThat(cleanup(files(nearlyFull)).plan()).task(TASK).wouldRemove("file-12");
        assertThat(cleanup(first, files(nearlyFull)).plan()).task("first").wouldRemove("file-12");
        assertThat(cleanup(first, files(nearlyFull)).plan()).task(TASK).wouldRemoveNothing();
    }

    @Test
    void noMoreCountsAsFreeThanTheFileStoreHolds() {
        twelveFiles();
        Selection nearlyFull =
                quotaAbove(percentOfFileStore(90)).downTo(percent(100)).oldestFirst();
        OrphanTask first = orphans("first").allowOrphanShare(100).selecting(keepNewest(1));
        world.storage.withSpace(50, 0);

        assertThat(cleanup(first, files(nearlyFull)).plan().task(TASK).remarks())
                .containsExactly("0 bytes are within the 45 bytes allowed: nothing is chosen");
    }

    @Test
    void figuresOfAFileStoreThatContradictEachOtherChooseNothing() {
        twelveFiles();
        Selection nearlyFull =
                quotaAbove(percentOfFileStore(90)).downTo(percent(50)).oldestFirst();
        world.storage.withSpace(50, 100);

        assertThat(cleanup(files(nearlyFull)).plan().task(TASK).remarks())
                .anySatisfy(remark -> assertThat(remark).contains("cannot have 100 bytes free of 50"));
    }

    @Test
    void aFileStoreThatCannotBeMeasuredRefusesItsQuota() {
        twelveFiles();
        Selection nearlyFull =
                quotaAbove(percentOfFileStore(90)).downTo(percent(50)).oldestFirst();

        CleanupReport report = cleanup(files(nearlyFull)).run();

        assertThat(report).task(TASK).refusedBy("incomplete-selection").removedNothing();
        assertThat(Sweep.refusal(report.task(TASK).outcome()).message())
                .startsWith("nobody knows how much has to go: storage (memory:///uploads/) cannot be measured");
    }

    @Test
    void ofRecordsTheNewestOfEachGroupAreKept() {
        tokens.add(
                token("a1", 3).attribute("user", "a").files(),
                token("a2", 2).attribute("user", "a").files(),
                token("b1", 9).attribute("user", "b").files());

        CleanupReport report =
                cleanup(records(keepNewest(1).by("created").per("user"))).run();

        assertThat(report).isSuccess().task(TASK).settled("tokens#a1");
        assertThat(tokens.ids()).containsExactly("a2", "b1");
    }

    @Test
    void aQuotaTakesRecordsWithTheirFilesOldestFirst() {
        twelveTokens();
        Cleanup cleanup = cleanup(records(quota().oldestFirst("created")));

        assertThat(cleanup.plan())
                .task(TASK)
                .wouldSettle("tokens#token-12", "tokens#token-11", "tokens#token-10", "tokens#token-9");
        assertThat(cleanup.run()).isSuccess().task(TASK).deleted("token-12", "token-11", "token-10", "token-9");
        assertThat(tokens.ids()).hasSize(8).contains("token-8");
        assertThat(cleanup.run()).isSuccess().task(TASK).removedNothing();
    }

    @Test
    void recordsInUseOrTooYoungStayThoughTheTargetIsMissed() {
        twelveTokens();
        for (int days = 2; days <= 12; days++) {
            tokens.update("token-" + days, row -> row.inUseBy("a download"));
        }

        CleanupReport report = cleanup(records(quota().oldestFirst("created"))).run();

        assertThat(report).isSuccess().task(TASK).deleted("token-1");
        assertThat(report.task(TASK).keptByReason()).containsEntry(Reason.Kind.IN_USE, 11L);
        assertThat(report.toText()).contains("the target is missed by 30 bytes");
    }

    @Test
    void nothingTakesThePlaceOfARecordThatIsUsedMeanwhile() {
        twelveTokens();
        tokens.before(RecordCall.Operation.CLAIM, () -> tokens.update("token-12", row -> row.inUseBy("a download")));

        CleanupReport report = cleanup(records(quota().oldestFirst("created"))).run();

        assertThat(report).task(TASK).deleted("token-11", "token-10", "token-9");
        assertThat(tokens.ids()).contains("token-12", "token-8");
    }

    @Test
    void nothingTakesThePlaceOfARecordWhoseFileCannotGo() {
        twelveTokens();
        world.storage.failRemoval("token-12");

        CleanupReport report = cleanup(records(quota().oldestFirst("created"))).run();

        assertThat(report).task(TASK).completedWithFailures().deleted("token-11", "token-10", "token-9");
        assertThat(tokens.ids()).contains("token-12", "token-8");
    }

    @Test
    void aFileSharedWithARecordThatWasNotChosenStaysAndThePlanDoesNotCountOnIt() {
        twelveTokens();
        Duration oldest = Duration.ofDays(20);
        tokens.update("token-1", row -> row.time("created", world.ago(oldest)).files("token-1", "token-2"));
        Cleanup cleanup = cleanup(records(quota().oldestFirst("created")));

        assertThat(cleanup.plan()).task(TASK).wouldRemove("token-1", "token-12", "token-11");
        assertThat(cleanup.plan().task(TASK).remarks())
                .contains("tokens#token-1 shares files with records that stay: 1 of its files stay, too");
        assertThat(cleanup.run()).isSuccess().task(TASK).deleted("token-1", "token-12", "token-11");
        assertThat(tokens.ids()).contains("token-2").doesNotContain("token-1");
    }

    @Test
    void recordsThatEarlierTasksTakeCountAsFreed() {
        twelveTokens();
        tokens.update("token-12", row -> row.status("used"));
        tokens.update("token-11", row -> row.status("used"));
        RecordTask used = CleanupTask.records("used", tokens)
                .where(status("used"))
                .removingFiles()
                .deletingRecords();

        CleanupReport report =
                cleanup(used, records(quota().oldestFirst("created"))).run();

        assertThat(report).task("used").settled("tokens#token-12", "tokens#token-11");
        assertThat(report).task(TASK).removedNothing();
        assertThat(report.task(TASK).notes())
                .containsExactly("100 bytes are within the 100 bytes allowed: nothing is chosen");
    }

    @Test
    void aRecordWhoseFileCannotBeLookedUpRefusesWhatComparesAllRecords() {
        twelveTokens();
        world.storage.failLookUp("token-12");

        assertThat(cleanup(records(keepNewest(1).by("created"))).run())
                .task(TASK)
                .refusedBy("incomplete-selection")
                .removedNothing();
    }

    @Test
    void anUnreadableFolderThatNoRecordNamesRefusesAQuotaAllTheSame() {
        twelveTokens();
        file("sealed/file", 20);
        world.storage.failFolder("sealed");

        CleanupReport report = cleanup(records(quota().oldestFirst("created"))).run();

        assertThat(report).task(TASK).refusedBy("incomplete-selection").removedNothing();
        assertThat(Sweep.refusal(report.task(TASK).outcome()).message())
                .startsWith("nobody knows how much has to go: sealed could not be read");
    }

    @Test
    void oneUnreadableRowStopsNoQuota() {
        twelveTokens();
        tokens.failRow("token-12");

        CleanupReport report = cleanup(records(quota().oldestFirst("created"))).run();

        assertThat(report).task(TASK).completedWithFailures().deleted("token-11", "token-10", "token-9", "token-8");
        assertThat(world.storage.contains("token-12")).isTrue();
    }

    @Test
    void ruleAndSelectionStandInWordsInPlanAndReport() {
        twelveTokens();
        Cleanup cleanup = cleanup(records(quota().oldestFirst("created")));
        String words = "not in use and created at least 1 day ago; of these, oldest by created, once the storage holds"
                + " more than 100 bytes, until it holds at most 80% of that";

        assertThat(cleanup.plan().task(TASK).policy()).isEqualTo(words);
        assertThat(cleanup.plan().toText()).contains(words);
        CleanupReport report = cleanup.run();
        assertThat(report.task(TASK).policy()).isEqualTo(words);
        assertThat(report.toText()).contains(words);
    }
}
