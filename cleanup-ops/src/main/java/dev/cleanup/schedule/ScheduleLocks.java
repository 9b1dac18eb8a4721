package dev.cleanup.schedule;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Whose turn it is: schedules of one composition run one after the other, so that none is skipped for another. */
final class ScheduleLocks {

    /** By the name of the composition: one name means one composition. */
    private static final Map<String, Semaphore> TURNS = new ConcurrentHashMap<>();

    private ScheduleLocks() {}

    static Semaphore of(String cleanup) {
        return TURNS.computeIfAbsent(cleanup, any -> new Semaphore(1));
    }
}
