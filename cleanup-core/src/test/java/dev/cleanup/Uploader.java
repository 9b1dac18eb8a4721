package dev.cleanup;

import dev.cleanup.testkit.fake.InMemoryReferences;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A host at work on one file while a cleaner runs: its steps are done in their order, each as soon as the run has come to
 * the point that it was given. Beside the file there are one in use and one orphan, so that every run passes every point.
 */
final class Uploader {

    static final String FILE = "file.m4a";

    final Sweep world = new Sweep().old("used", "orphan").named("used");
    final InMemoryReferences archive = InMemoryReferences.named("archive");
    private final Set<String> inUse = new LinkedHashSet<>(List.of("used"));
    private final List<Consumer<Uploader>> steps;
    private final List<Integer> points;
    private int done;

    /** What the uploader believes since it last looked. */
    private boolean seen;

    Uploader(List<Consumer<Uploader>> steps, List<Integer> points) {
        this.steps = steps;
        this.points = points;
    }

    /** The run has come to a point. */
    void reach(int point) {
        while (done < steps.size() && points.get(done) <= point) {
            steps.get(done++).accept(this);
        }
    }

    /** Whether a reference that is committed names no file. */
    boolean hasLost() {
        return !world.storage.keys().containsAll(inUse);
    }

    // ---- what was there before ----

    void nothing() {}

    void oldFile() {
        world.old(FILE);
    }

    void oldFileInUse() {
        oldFile();
        commit();
    }

    // ---- steps ----

    void create() {
        world.young(FILE);
    }

    /** Deletes the file, unless the cleaner was faster. */
    void delete() {
        if (world.storage.contains(FILE)) {
            world.storage.delete(FILE);
        }
    }

    void replace() {
        world.storage.replace(FILE);
    }

    void commit() {
        commitIn(world.database);
    }

    void release() {
        releaseFrom(world.database);
    }

    void commitIn(InMemoryReferences source) {
        source.add(FILE);
        inUse.add(FILE);
    }

    void releaseFrom(InMemoryReferences source) {
        source.remove(FILE);
        inUse.remove(FILE);
    }

    /** A move ends in another source, so the file stays in use. */
    void move(InMemoryReferences from) {
        from.remove(FILE);
    }

    void look() {
        seen = world.storage.contains(FILE);
    }

    /** Relies on what was seen earlier. */
    void commitIfSeen() {
        if (!seen) {
            create();
        }
        commit();
    }

    /** Makes the file young, and with it another one to whoever compares. */
    void touch() {
        if (world.storage.contains(FILE)) {
            replace();
        }
    }

    /** Looks and commits in one transaction. */
    void commitIfThere() {
        look();
        commitIfSeen();
    }

    static Consumer<Uploader> pass(Duration time) {
        return host -> host.world.clock.step(time);
    }
}
