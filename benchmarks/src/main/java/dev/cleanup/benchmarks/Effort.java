package dev.cleanup.benchmarks;

import java.util.List;

/**
 * How much is played. Immutable.
 *
 * @param rounds how many rounds count
 * @param warmUps how many rounds of a process do not count before those that do
 * @param states how many of a match's states are played, in their order
 * @param options for each JVM
 */
record Effort(int rounds, int warmUps, int states, List<String> options) {

    /** As is measured. */
    static Effort measuring(int rounds) {
        return new Effort(rounds, 2, State.values().length, List.of());
    }

    /** One round of each contestant, which shows what its result is and nothing more, by JVMs that start fast. */
    static Effort once() {
        return new Effort(1, 0, 1, List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    }

    List<State> of(Match match) {
        return match.states().stream().sorted().limit(states).toList();
    }
}
