package dev.cleanup.examples.hosts;

import static dev.cleanup.policy.Policies.created;
import static dev.cleanup.policy.Policies.hasFiles;
import static dev.cleanup.policy.Policies.named;
import static dev.cleanup.policy.Policies.not;
import static dev.cleanup.policy.Policies.olderThan;
import static dev.cleanup.policy.Policies.status;
import static dev.cleanup.policy.Policies.unreferenced;

import dev.cleanup.policy.ItemPolicy;
import dev.cleanup.reference.KeyMapping;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What TherapyBridge keeps of recorded sessions, and for how long. Stateless. */
public final class TherapyBridgePolicies {

    private TherapyBridgePolicies() {}

    /** A column with names of recordings; what was made from one lies beside it, and stays and goes with it. */
    public static KeyMapping recordings() {
        return KeyMapping.baseNames().deriving(key -> key.sibling(key.stem() + "_processed.mp3"));
    }

    /** A recording that no session names, once it is a day old; never the file that keeps the directory. */
    public static ItemPolicy orphanedRecording() {
        return orphanedRecording(Duration.ofHours(24));
    }

    /** A recording that no session names, once it has some age; never the file that keeps the directory. */
    public static ItemPolicy orphanedRecording(Duration age) {
        return unreferenced().and(olderThan(age)).and(not(named(".gitkeep")));
    }

    /** A session that failed a week ago and still has its recording. */
    public static ItemPolicy failedSession() {
        return failedSession(Duration.ofDays(7));
    }

    /** A session that failed some time ago and still has its recording. */
    public static ItemPolicy failedSession(Duration retention) {
        return status("failed").and(created().olderThan(retention)).and(hasFiles());
    }

    /** A failed session of some days, both included, by the calendar of UTC. */
    public static ItemPolicy failedSessionOf(LocalDate first, LocalDate last) {
        return status("failed")
                .and(created()
                        .between(
                                first.atStartOfDay(ZoneOffset.UTC).toInstant(),
                                last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()));
    }
}
