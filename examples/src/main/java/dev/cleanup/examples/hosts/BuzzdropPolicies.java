package dev.cleanup.examples.hosts;

import static dev.cleanup.policy.Policies.expired;
import static dev.cleanup.policy.Policies.olderThan;
import static dev.cleanup.policy.Policies.status;
import static dev.cleanup.policy.Policies.time;
import static dev.cleanup.policy.Policies.unreferenced;

import dev.cleanup.policy.ItemPolicy;
import java.time.Duration;

/** What Buzzdrop keeps of shared uploads and of their records. Stateless. */
public final class BuzzdropPolicies {

    private BuzzdropPolicies() {}

    /** An upload whose time has come; one without expiry stays for ever. */
    public static ItemPolicy expiredUpload() {
        return status("active").and(expired());
    }

    /** A file that no row names, once it is a day old: a fresh one is an upload on its way. */
    public static ItemPolicy orphanedUpload() {
        return unreferenced().and(olderThan(Duration.ofHours(24)));
    }

    /**
     * The record of an upload that is over and was downloaded some days ago.
     *
     * <p>It names the status that may go, not the one that must stay: under <i>not active</i> a row without any status would
     * go, too, and leave its file an orphan.
     */
    public static ItemPolicy oldDownload(int days) {
        return status("expired").and(time("downloaded_at").olderThan(Duration.ofDays(days)));
    }
}
