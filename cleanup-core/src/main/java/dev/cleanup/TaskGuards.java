package dev.cleanup;

import static java.util.Objects.requireNonNull;

import dev.cleanup.guard.Guard;
import dev.cleanup.guard.Guards;
import dev.cleanup.support.Checks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The guards of a task: the built-in ones, less those that the host lifted, with those that it put in their place. */
final class TaskGuards {

    private static final Set<String> FIXED =
            Set.of(Guards.unmappableReferences().name(), Guards.encoding().name());

    private final List<Guard> guards;

    /** The names of the guards that the host has lifted or given: each is settled once. */
    private final Set<String> settled;

    private TaskGuards(List<Guard> guards, Set<String> settled) {
        this.guards = List.copyOf(guards);
        this.settled = Set.copyOf(settled);
    }

    static TaskGuards of(List<Guard> builtIn) {
        return new TaskGuards(builtIn, Set.of());
    }

    TaskGuards without(Guard guard) {
        return settle(guard.name(), Optional.empty());
    }

    TaskGuards with(Guard guard) {
        if (FIXED.contains(guard.name())) {
            throw new IllegalArgumentException("guard (" + guard.name()
                    + ") has the name of one that nobody can lift: it speaks where nobody knows what is in use. Give yours"
                    + " another name");
        }
        return settle(requireNonNull(guard, "guard").name(), Optional.of(guard));
    }

    private TaskGuards settle(String name, Optional<Guard> guard) {
        Checks.requireUnset("guard " + name, Optional.of(name).filter(settled::contains));
        List<Guard> more = new ArrayList<>(guards);
        more.removeIf(old -> old.name().equals(name));
        guard.ifPresent(more::add);
        Set<String> names = new HashSet<>(settled);
        names.add(name);
        return new TaskGuards(more, names);
    }

    List<Guard> guards() {
        return guards;
    }
}
