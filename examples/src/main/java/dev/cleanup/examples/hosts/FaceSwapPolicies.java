package dev.cleanup.examples.hosts;

import static dev.cleanup.policy.Policies.anyOf;
import static dev.cleanup.policy.Policies.attribute;
import static dev.cleanup.policy.Policies.completed;
import static dev.cleanup.policy.Policies.expired;
import static dev.cleanup.policy.Policies.hasFiles;
import static dev.cleanup.policy.Policies.inUse;
import static dev.cleanup.policy.Policies.not;
import static dev.cleanup.policy.Policies.olderThan;
import static dev.cleanup.policy.Policies.status;
import static dev.cleanup.policy.Policies.unreferenced;
import static dev.cleanup.policy.Policies.within;

import dev.cleanup.policy.ItemPolicy;
import dev.cleanup.reference.KeyMapping;
import java.time.Duration;

/** What FaceSwap keeps of images and of the results of its tasks. Stateless. */
public final class FaceSwapPolicies {

    private FaceSwapPolicies() {}

    /** A temporary image that has expired and that no task is working on. */
    public static ItemPolicy expiredImage() {
        return attribute("storage_type", "temporary").and(expired()).and(not(inUse()));
    }

    /** Any image of a session, whatever its age, that no task is working on. */
    public static ItemPolicy imageOf(String session) {
        return attribute("session_id", session).and(not(inUse()));
    }

    /** A task, single or batch, that ended some days ago and still has its result. */
    public static ItemPolicy oldResult(int days) {
        return status("completed", "failed")
                .and(completed().olderThan(Duration.ofDays(days)))
                .and(hasFiles());
    }

    /** A file of the four categories that no row names, once it is a day old. */
    public static ItemPolicy orphanedFile() {
        return unreferenced()
                .and(olderThan(Duration.ofHours(24)))
                .and(anyOf(within("photos"), within("templates"), within("preprocessed"), within("results")));
    }

    /** A column with paths of templates, which keep what was made from them. */
    public static KeyMapping templates() {
        return KeyMapping.relativePaths()
                .deriving(key -> key.sibling(key.stem() + "_preprocessed.png"))
                .deriving(key -> key.sibling(key.stem() + "_mask.png"));
    }
}
