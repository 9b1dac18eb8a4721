package dev.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Every order in which an uploader's steps and the points of a cleaner's run can follow each other; no threads. */
final class Interleavings {

    static final int BEFORE_RUN = 0;
    static final int BEFORE_FIRST_READ = 1;
    static final int BEFORE_LIST = 2;
    static final int AFTER_LIST = 3;
    static final int BEFORE_LOOK_UP = 4;
    static final int BEFORE_SECOND_READ = 5;
    static final int BEFORE_REMOVAL = 6;
    static final int AFTER_REMOVAL = 7;
    static final int AFTER_RUN = 8;

    private final int points;
    private final Consumer<Uploader> run;

    private Interleavings(int points, Consumer<Uploader> run) {
        this.points = points;
        this.run = run;
    }

    /** With a cleaner that reads one source. */
    static Interleavings ofOneSource() {
        return new Interleavings(AFTER_RUN + 1, Interleavings::runOneSource);
    }

    /** With a cleaner that reads one source after the other, so that each read has a point more. */
    static Interleavings ofTwoSources() {
        return new Interleavings(AFTER_RUN + 3, Interleavings::runTwoSources);
    }

    /** The orders in which a file that is in use in the end is lost. */
    @SafeVarargs
    final List<List<Integer>> losing(Consumer<Uploader> before, Consumer<Uploader>... steps) {
        return all(steps.length).stream()
                .filter(order -> loses(order, before, List.of(steps)))
                .toList();
    }

    private boolean loses(List<Integer> order, Consumer<Uploader> before, List<Consumer<Uploader>> steps) {
        Uploader host = new Uploader(steps, order);
        before.accept(host);
        host.reach(BEFORE_RUN);
        run.accept(host);
        host.reach(points);
        assertThat(host.world.storage.contains("orphan")).as("%s", order).isFalse();
        return host.hasLost();
    }

    private static void runOneSource(Uploader host) {
        Sweep world = host.world;
        world.database.beforeRead(1, () -> host.reach(BEFORE_FIRST_READ));
        world.storage.beforeList(() -> host.reach(BEFORE_LIST));
        world.storage.afterList(() -> host.reach(AFTER_LIST));
        world.storage.beforeLookUp(() -> host.reach(BEFORE_LOOK_UP));
        world.database.beforeRead(2, () -> host.reach(BEFORE_SECOND_READ));
        world.storage.beforeRemoval(() -> host.reach(BEFORE_REMOVAL));
        world.storage.afterRemoval(() -> host.reach(AFTER_REMOVAL));
        assertThat(world.run().isSuccess()).isTrue();
    }

    private static void runTwoSources(Uploader host) {
        Sweep world = host.world;
        world.database.beforeRead(1, () -> host.reach(1));
        host.archive.beforeRead(1, () -> host.reach(2));
        world.storage.beforeList(() -> host.reach(3));
        world.storage.afterList(() -> host.reach(4));
        world.storage.beforeLookUp(() -> host.reach(5));
        world.database.beforeRead(2, () -> host.reach(6));
        host.archive.beforeRead(2, () -> host.reach(7));
        world.storage.beforeRemoval(() -> host.reach(8));
        world.storage.afterRemoval(() -> host.reach(9));
        assertThat(world.builder().referencedBy(host.archive).build().run().isSuccess())
                .isTrue();
    }

    /** Those of all orders that a rule names. */
    List<List<Integer>> orders(int steps, Predicate<List<Integer>> rule) {
        return all(steps).stream().filter(rule).toList();
    }

    /** All ways to give steps to points so that their order stays. */
    List<List<Integer>> all(int steps) {
        List<List<Integer>> all = List.of(List.of());
        for (int step = 0; step < steps; step++) {
            all = all.stream().flatMap(order -> longer(order).stream()).toList();
        }
        return all;
    }

    private List<List<Integer>> longer(List<Integer> order) {
        List<List<Integer>> longer = new ArrayList<>();
        int from = order.isEmpty() ? 0 : order.get(order.size() - 1);
        for (int point = from; point < points; point++) {
            List<Integer> next = new ArrayList<>(order);
            next.add(point);
            longer.add(List.copyOf(next));
        }
        return longer;
    }
}
