package dev.cleanup.internal.plan;

import dev.cleanup.guard.Evidence;
import dev.cleanup.internal.context.EventPublisher;
import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.ItemRef;
import dev.cleanup.report.ItemReport;
import dev.cleanup.report.ScanCounts;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.StoredFile;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a task sees while it is planned: counted exactly, with some of what can never go or could not be read. */
public final class ScanCounters {

    /** Findings of each sort are shown up to this number, and counted beyond it. */
    private static final int FINDINGS = 500;

    private static final int SAMPLES = 20;

    private final String task;
    private final EventPublisher events;
    private final Map<Reason.Kind, Long> spared = new EnumMap<>(Reason.Kind.class);
    private final List<ItemReport> troubles = new ArrayList<>();
    private final List<ItemReport> oddities = new ArrayList<>();
    private final List<String> nearMatchSamples = new ArrayList<>();
    private long referenced;
    private long unreferenced;
    private long nearMatches;
    private long unusable;
    private long failedFiles;
    private long failedRecords;
    private long recordsOfUnreadFiles;
    private long records;

    ScanCounters(String task, EventPublisher events) {
        this.task = task;
        this.events = events;
    }

    void sawReferenced(int more) {
        referenced += more;
    }

    void sawUnreferenced() {
        unreferenced++;
    }

    /** A file that equals a reference but for its spelling stays, and is reported. */
    void sawNearMatch(FileKey key) {
        unreferenced++;
        nearMatches++;
        spare(Reason.Kind.REFERENCE);
        if (nearMatchSamples.size() < SAMPLES) {
            nearMatchSamples.add(key.path());
        }
        Outcome kept = Outcome.kept(Reason.Kind.REFERENCE, "it equals a reference but for its spelling");
        find(new ItemReport(new ItemRef.OfFile(key), 0, kept, Optional.empty()));
    }

    /** An orphan that earlier runs have not seen long enough stays, and is reported. */
    void sawUnripe(StoredFile file, Reason reason) {
        spare(reason.kind());
        find(new ItemReport(new ItemRef.OfFile(file.key()), file.size(), new Outcome.Kept(reason), Optional.empty()));
    }

    /** An entry that is never removed. */
    void sawUnusable(ItemRef subject, String why) {
        unusable++;
        find(new ItemReport(subject, 0, Outcome.kept(Reason.Kind.NAME, why), Optional.empty()));
    }

    /** A key that was listed as a file turned out to be none. */
    void turnedOutUnusable(ItemRef subject, String why) {
        unreferenced--;
        sawUnusable(subject, why);
    }

    /** Something that could not be read. */
    void sawFailed(ItemRef subject, Failure failure) {
        failedFiles++;
        find(new ItemReport(subject, 0, new Outcome.Failed(failure), Optional.empty()));
    }

    void sawRecord() {
        records++;
    }

    /** A record that could not be read, or whose files could not. */
    void sawFailedRecord(Owner record, Failure failure) {
        failedRecords++;
        find(new ItemReport(new ItemRef.OfRecord(record), 0, new Outcome.Failed(failure), Optional.empty()));
    }

    /** A record that is due stays, since its file does. */
    void sawSharing(Owner record, Owner other) {
        spare(Reason.Kind.REFERENCE);
        Outcome kept = Outcome.kept(Reason.Kind.REFERENCE, "shared with " + other);
        find(new ItemReport(new ItemRef.OfRecord(record), 0, kept, Optional.empty()));
    }

    /** A record that nobody can place in any order, as its files could not be read. */
    void sawRecordOfUnreadFiles(Owner record, Failure failure) {
        recordsOfUnreadFiles++;
        sawFailedRecord(record, failure);
    }

    private void find(ItemReport finding) {
        events.item(task, finding);
        List<ItemReport> findings = finding.outcome() instanceof Outcome.Failed ? troubles : oddities;
        if (findings.size() < FINDINGS) {
            findings.add(finding);
        }
    }

    void spare(Reason.Kind kind) {
        spared.merge(kind, 1L, Long::sum);
    }

    public long failedFiles() {
        return failedFiles;
    }

    public long failedRecords() {
        return failedRecords;
    }

    /** How many items a selection cannot compare, because files could not be read. */
    long incomparable() {
        return failedFiles + recordsOfUnreadFiles;
    }

    long failed() {
        return failedFiles + failedRecords;
    }

    /** What failed, then what can never go. */
    public List<ItemReport> findings() {
        List<ItemReport> findings = new ArrayList<>(troubles);
        findings.addAll(oddities);
        return findings;
    }

    public Map<Reason.Kind, Long> spared() {
        return spared;
    }

    Evidence.Samples nearMatches() {
        return new Evidence.Samples(nearMatches, nearMatchSamples);
    }

    public ScanCounts seen() {
        return new ScanCounts(referenced + unreferenced, referenced, unreferenced, unusable, failed(), records);
    }
}
