package dev.cleanup.policy;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.FactValue;
import dev.cleanup.storage.FileTimes;
import java.time.Instant;
import java.util.List;

/** Candidates and usages as tests write them down; a candidate's age is in days, its size in bytes. */
public final class Candidates {

    private Candidates() {}

    public static Candidate record(String id, int daysOld, long bytes) {
        return new Candidate(id, Known.created(daysAgo(daysOld)), bytes);
    }

    static Candidate record(String id, int daysOld, FactValue<String> group) {
        return new Candidate(id, Known.created(daysAgo(daysOld)).reading(Fact.attribute("session_id"), group), 1);
    }

    public static Candidate undated(String id, long bytes) {
        return new Candidate(id, Known.nothing().without(Fact.time("created")), bytes);
    }

    public static Candidate file(String key, FileTimes times, long bytes) {
        return new Candidate(key, Known.nothing().with(Fact.FILE_TIMES, times), bytes);
    }

    public static Instant daysAgo(int days) {
        return Known.NOW.minusSeconds(days * 86_400L);
    }

    public static StorageUsage used(long bytes) {
        return new StorageUsage(
                FactValue.known(bytes), StorageUsage.UNMEASURED.capacity(), StorageUsage.UNMEASURED.free());
    }

    public static StorageUsage store(long used, long capacity, long free) {
        return new StorageUsage(FactValue.known(used), FactValue.known(capacity), FactValue.known(free));
    }

    public static List<String> ids(SelectionResult choice) {
        return choice.chosen().stream().map(Candidate::id).toList();
    }
}
