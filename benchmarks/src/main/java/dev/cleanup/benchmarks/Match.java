package dev.cleanup.benchmarks;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One table of results. Immutable.
 *
 * @param world what the contestants meet
 * @param phase how far they go
 * @param states in which they play
 * @param contestants who plays
 * @param base the id of the one whom the others are compared with
 */
record Match(World world, Phase phase, Set<State> states, List<Contestant> contestants, String base) {

    Match {
        contestants = List.copyOf(contestants);
    }

    Match(World world, Phase phase, List<Contestant> contestants, String base) {
        this(world, phase, EnumSet.allOf(State.class), contestants, base);
    }

    /** The same in one state alone. */
    Match only(State state) {
        return new Match(world, phase, EnumSet.of(state), contestants, base);
    }

    List<Contestant> playing(State state) {
        return contestants.stream()
                .filter(contestant ->
                        states.contains(state) && contestant.states().contains(state))
                .toList();
    }
}
