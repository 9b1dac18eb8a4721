package dev.cleanup.guard;

import dev.cleanup.report.Refusal;
import java.util.Optional;

/** Refuses where references name files that the storage could not hold. */
record EncodingGuard() implements CountingGuard {

    @Override
    public String name() {
        return "encoding";
    }

    @Override
    public String description() {
        return "the storage can hold a file of every name that is referenced";
    }

    @Override
    public Optional<Refusal> check(Evidence evidence) {
        if (evidence.unnameable().count() == 0) {
            return Optional.empty();
        }
        String message = RefusalText.text(
                "%,d references name files that this process cannot name: its file-name encoding lacks their"
                        + " characters, and their files look like orphans.",
                evidence.unnameable().count());
        return Optional.of(new Refusal(
                name(),
                message,
                evidence.unnameable().some(),
                "Start the JVM under a UTF-8 locale, such as LC_ALL=C.UTF-8.",
                Refusal.Remedy.FIX));
    }
}
