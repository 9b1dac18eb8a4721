package dev.cleanup.schedule;

import java.time.Duration;

/** When a schedule that was started makes its first run: until a run has ended, this is what says when one is due. */
record FirstRun(String words, Schedule due, Where where) {

    static final Schedule NOW = new FixedDelaySchedule(Duration.ZERO);

    /** Who makes the first run. */
    enum Where {
        IN_START,
        ON_THREAD
    }

    static FirstRun whenDue(Schedule schedule) {
        return new FirstRun("when due", schedule, Where.ON_THREAD);
    }

    @Override
    public String toString() {
        return words;
    }
}
