package dev.cleanup.internal;

import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.CleanupReport;
import java.util.List;

/** The door of the engine: plans and runs what a host composed. Thread-safe; each call walks on its own. */
public final class Engine {

    private final Composition composition;

    /** Announces the composition to its neighbours in this JVM. */
    public Engine(Composition composition) {
        this.composition = composition;
        Neighbours.announce(composition);
    }

    /** What was composed. */
    public Composition composition() {
        return composition;
    }

    /** Walks up to the guards, and changes nothing anywhere. */
    public CleanupPlan plan(Call call) {
        Walk walk = new Walk(composition, call);
        return walk.toPlan(walk.draft());
    }

    /** Walks the whole way. */
    public CleanupReport run(Call call) {
        Walk walk = new Walk(composition, call);
        List<Draft> drafts = walk.draft();
        return walk.execute(drafts);
    }
}
