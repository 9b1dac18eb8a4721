package dev.cleanup;

import static java.util.Objects.requireNonNull;

import dev.cleanup.guard.Guard;
import dev.cleanup.guard.Guards;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The guards of a task: the built-in ones, less those that the host lifted, with those that it put in their place. */
final class GuardSet {

    private static final Set<String> FIXED =
            Set.of(Guards.unmappableReferences().name(), Guards.encoding().name());

    private final List<Guard> guards;

    /** The names of the guards that the host has lifted or given: each is settled once. */
    private final Set<String> settled;

    private GuardSet(List<Guard> guards, Set<String> settled) {
        this.guards = List.copyOf(guards);
        this.settled = Set.copyOf(settled);
    }

    static GuardSet of(List<Guard> builtIn) {
        return new GuardSet(builtIn, Set.of());
    }

    GuardSet without(Guard guard) {
        return settle(guard.name(), Optional.empty());
    }

    GuardSet with(Guard guard) {
        if (FIXED.contains(guard.name())) {
            throw new IllegalArgumentException("guard (" + guard.name()
                    + ") has the name of one that nobody can lift: it speaks where nobody knows what is in use. Give yours"
                    + " another name");
        }
        return settle(requireNonNull(guard, "guard").name(), Optional.of(guard));
    }

    private GuardSet settle(String name, Optional<Guard> guard) {
        Names.requireUnset("guard " + name, Optional.of(name).filter(settled::contains));
        List<Guard> more = new ArrayList<>(guards);
        more.removeIf(old -> old.name().equals(name));
        guard.ifPresent(more::add);
        Set<String> names = new HashSet<>(settled);
        names.add(name);
        return new GuardSet(more, names);
    }

    List<Guard> guards() {
        return guards;
    }
}
