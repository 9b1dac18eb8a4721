package dev.cleanup.benchmarks;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One way to reach a result, as a process of its own that plays a round for each line it reads. Immutable.
 *
 * @param id its name in the results
 * @param command what to start
 * @param states in which it can play
 * @param traits what else is to be known of it
 */
record Contestant(String id, List<String> command, Set<State> states, Set<Trait> traits) {

    /** What distinguishes a contestant from the others. */
    enum Trait {
        /** It does less than the others, so its result is another one: it shows what that part costs. */
        DOES_A_PART
    }

    Contestant {
        command = List.copyOf(command);
        states = Set.copyOf(states);
        traits = Set.copyOf(traits);
    }

    Contestant(String id, List<String> command) {
        this(id, command, EnumSet.allOf(State.class), EnumSet.noneOf(Trait.class));
    }

    /** The same, which never gets faster by staying alive. */
    Contestant onlyCold() {
        return new Contestant(id, command, Set.of(State.COLD), traits);
    }

    /** The same Java program, whose JVM gets more options. */
    Contestant with(String... options) {
        List<String> more = new ArrayList<>(command);
        more.addAll(1, List.of(options));
        return new Contestant(id, more, states, traits);
    }

    /** The same, whose result is not compared. */
    Contestant doingAPart() {
        return new Contestant(id, command, states, Set.of(Trait.DOES_A_PART));
    }

    boolean isCompared() {
        return !traits.contains(Trait.DOES_A_PART);
    }
}
