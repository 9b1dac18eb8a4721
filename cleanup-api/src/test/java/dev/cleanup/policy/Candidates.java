package dev.cleanup.policy;

import dev.cleanup.storage.Times;
import java.time.Instant;
import java.util.List;

/** Candidates and usages as tests write them down; a candidate's age is in days, its size in bytes. */
final class Candidates {

    private Candidates() {}

    static Candidate record(String id, int daysOld, long bytes) {
        return new Candidate(id, Known.created(daysAgo(daysOld)), bytes);
    }

    static Candidate record(String id, int daysOld, Reading<String> group) {
        return new Candidate(id, Known.created(daysAgo(daysOld)).reading(Fact.attribute("session_id"), group), 1);
    }

    static Candidate undated(String id, long bytes) {
        return new Candidate(id, Known.nothing().without(Fact.time("created")), bytes);
    }

    static Candidate file(String key, Times times, long bytes) {
        return new Candidate(key, Known.nothing().with(Fact.FILE_TIMES, times), bytes);
    }

    static Instant daysAgo(int days) {
        return Known.NOW.minusSeconds(days * 86_400L);
    }

    static Usage used(long bytes) {
        return new Usage(Reading.known(bytes), Usage.UNMEASURED.capacity(), Usage.UNMEASURED.free());
    }

    static Usage store(long used, long capacity, long free) {
        return new Usage(Reading.known(used), Reading.known(capacity), Reading.known(free));
    }

    static List<String> ids(Choice choice) {
        return choice.chosen().stream().map(Candidate::id).toList();
    }
}
