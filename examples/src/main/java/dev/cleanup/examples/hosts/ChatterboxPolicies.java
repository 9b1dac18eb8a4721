package dev.cleanup.examples.hosts;

import static dev.cleanup.policy.Policies.anyOf;
import static dev.cleanup.policy.Policies.attribute;
import static dev.cleanup.policy.Policies.created;
import static dev.cleanup.policy.Policies.expired;
import static dev.cleanup.policy.Policies.inUse;
import static dev.cleanup.policy.Policies.lastUsed;
import static dev.cleanup.policy.Policies.not;
import static dev.cleanup.policy.Policies.olderThan;
import static dev.cleanup.policy.Policies.percent;
import static dev.cleanup.policy.Policies.quotaAbove;
import static dev.cleanup.policy.Policies.unreferenced;

import dev.cleanup.policy.ItemPolicy;
import dev.cleanup.policy.Selection;
import dev.cleanup.storage.ByteSize;
import java.time.Duration;

/** What Chatterbox keeps of recovery tokens and session caches, and what goes when room is needed. Stateless. */
public final class ChatterboxPolicies {

    private ChatterboxPolicies() {}

    /** A token that has expired, or is a day old, or was used: any of these is enough. */
    public static ItemPolicy dueToken() {
        return dueToken(Duration.ofHours(24));
    }

    /** A token that has expired, or is older than the retention, or was used: any of these is enough. */
    public static ItemPolicy dueToken(Duration retention) {
        return anyOf(expired(), created().olderThan(retention), usedToken());
    }

    /** A token that was used: it works once. */
    public static ItemPolicy usedToken() {
        return attribute("used", "true");
    }

    /** A file that no token names, once it is a day old. */
    public static ItemPolicy orphanedFile() {
        return unreferenced().and(olderThan(Duration.ofHours(24)));
    }

    /** A token that may go in an emergency, though it is valid: nobody is downloading, and it had its hour. */
    public static ItemPolicy expendableToken() {
        return not(inUse()).and(created().olderThan(Duration.ofHours(1)));
    }

    /** Above the limit: the oldest tokens with their files, until four fifths of it are left. */
    public static Selection emergency(ByteSize limit) {
        return quotaAbove(limit).downTo(percent(80)).oldestFirst("created");
    }

    /** A session whose cache may be dropped: nobody is in it. */
    public static ItemPolicy idleSession() {
        return not(inUse());
    }

    /** A session that nobody opened for a week, and that nobody is in. */
    public static ItemPolicy abandonedSession() {
        return idleSession().and(lastUsed().olderThan(Duration.ofDays(7)));
    }

    /** Above nine tenths of the quota: the sessions unused longest, until a fifth of what is used is free. */
    public static Selection leastRecentlyUsed(ByteSize quota) {
        return quotaAbove(new ByteSize(percent(90).of(quota.bytes())))
                .freeing(percent(20))
                .oldestFirst("last-used");
    }
}
