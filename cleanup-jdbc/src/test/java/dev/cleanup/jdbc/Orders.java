package dev.cleanup.jdbc;

import java.util.ArrayList;
import java.util.List;

/**
 * Walks through all orders in which things can happen, each once: something is run again and again, and chooses
 * otherwise each time. For one thread.
 */
final class Orders {

    private final List<Integer> chosen = new ArrayList<>();
    private final List<Integer> alternatives = new ArrayList<>();
    private int at;

    private Orders() {}

    /** Runs it once for each order, and gives what came of it. */
    static <T> List<T> all(Run<T> run) throws Exception {
        Orders orders = new Orders();
        List<T> results = new ArrayList<>();
        do {
            orders.at = 0;
            results.add(run.with(orders::choose));
        } while (orders.next());
        return results;
    }

    private int choose(int able) {
        if (at == chosen.size()) {
            chosen.add(0);
            alternatives.add(able);
        }
        if (alternatives.get(at) != able) {
            throw new AssertionError("the same choices led elsewhere: " + chosen.subList(0, at));
        }
        return chosen.get(at++);
    }

    private boolean next() {
        int last = chosen.size() - 1;
        while (last >= 0 && chosen.get(last) + 1 == alternatives.get(last)) {
            chosen.remove(last);
            alternatives.remove(last--);
        }
        if (last >= 0) {
            chosen.set(last, chosen.get(last) + 1);
        }
        return last >= 0;
    }

    /** What is run for each order. */
    @FunctionalInterface
    interface Run<T> {
        T with(Meeting.Choice choice) throws Exception;
    }
}
