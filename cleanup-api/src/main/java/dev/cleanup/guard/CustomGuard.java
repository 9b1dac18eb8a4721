package dev.cleanup.guard;

import static java.util.Objects.requireNonNull;

import dev.cleanup.report.Refusal;
import java.util.Optional;
import java.util.function.Function;

/** A guard of the host's own. */
record CustomGuard(String name, String description, Function<Evidence, Optional<String>> check) implements Guard {

    CustomGuard {
        requirePresent("name", name);
        requirePresent("description", description);
        requireNonNull(check, "check");
    }

    private static void requirePresent(String what, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(
                    what + " (" + value + ") of a guard must not be blank: a refusal names it");
        }
    }

    @Override
    public Optional<Refusal> check(Evidence evidence) {
        return check.apply(evidence)
                .map(message -> Guards.refusal(
                        this, message, evidence, "Approve this plan, or change the guard " + name + "."));
    }
}
