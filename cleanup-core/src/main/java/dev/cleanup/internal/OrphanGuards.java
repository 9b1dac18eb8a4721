package dev.cleanup.internal;

import dev.cleanup.report.PlannedItem;
import dev.cleanup.report.Refusal;
import dev.cleanup.report.Seen;
import dev.cleanup.storage.StoredFile;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Looks at a whole orphan sweep before its first removal: references in another format, an unmounted disk or a forgotten
 * table make live files look like orphans.
 *
 * <p>A guard speaks only where the task would otherwise remove something.
 */
final class OrphanGuards {

    /** So few orphans are never too large a share. */
    static final long FEW = 10;

    /** Orphans may be this share of what is listed, unless the host says otherwise. */
    static final int PERCENT = 50;

    private static final int SAMPLES = 20;

    private OrphanGuards() {}

    /** The first guard that refuses; empty where all let pass. */
    static Optional<Refusal> check(TaskSpec.Orphans task, Draft draft, FirstLook.Result.Complete references) {
        if (draft.items().isEmpty()) {
            return Optional.empty();
        }
        return unmappable(references)
                .or(() -> noReferences(task, draft, references))
                .or(() -> nothingMatches(task, draft, references))
                .or(() -> orphanShare(task, draft));
    }

    private static Optional<Refusal> unmappable(FirstLook.Result.Complete references) {
        if (references.unmappable() == 0) {
            return Optional.empty();
        }
        return Optional.of(new Refusal(
                "unmappable-references",
                text(
                        "%,d of %,d references cannot be turned into the name of a stored file, so nobody knows which"
                                + " files they protect.",
                        references.unmappable(), references.references() + references.unmappable()),
                references.look().unmappableSamples(),
                "Correct these values or the KeyMapping of their source; if they mean no file of this storage, say so"
                        + " with KeyMapping.ignoring(..)."));
    }

    private static Optional<Refusal> noReferences(
            TaskSpec.Orphans task, Draft draft, FirstLook.Result.Complete references) {
        if (references.references() > 0 || task.allowed().contains(TaskSpec.Allowance.NO_REFERENCES)) {
            return Optional.empty();
        }
        return Optional.of(refusal(
                "no-references",
                text(
                        "no source names any file, yet %,d files lie in the storage; an empty or wrong database looks"
                                + " like this.",
                        draft.seen().listed()),
                draft,
                "Check that the sources read the right database. If it is right that nothing is referenced:"
                        + " orphans(..).allowNoReferences()."));
    }

    private static Optional<Refusal> nothingMatches(
            TaskSpec.Orphans task, Draft draft, FirstLook.Result.Complete references) {
        if (draft.seen().referenced() > 0
                || references.references() == 0
                || task.allowed().contains(TaskSpec.Allowance.NOTHING_MATCHING)) {
            return Optional.empty();
        }
        return Optional.of(refusal(
                "nothing-matches",
                text(
                        "none of %,d references names any of the %,d files in the storage; references in another form,"
                                + " or another directory, look like this.",
                        references.references(), draft.seen().listed()),
                draft,
                "Compare the names below with the values in the database, and mend the KeyMapping or the root. If it is"
                        + " right: orphans(..).allowNothingMatching()."));
    }

    private static Optional<Refusal> orphanShare(TaskSpec.Orphans task, Draft draft) {
        Seen seen = draft.seen();
        if (seen.unreferenced() <= FEW
                || seen.unreferenced() * 100.0 <= (double) seen.listed() * task.orphanPercent()) {
            return Optional.empty();
        }
        double percent = 100.0 * seen.unreferenced() / seen.listed();
        return Optional.of(refusal(
                "orphan-share",
                text(
                        "%,d of %,d files (%.1f %%) are orphans, more than the allowed %d %%; a forgotten source of"
                                + " references looks like this.",
                        seen.unreferenced(), seen.listed(), percent, task.orphanPercent()),
                draft,
                text(
                        "Look whether the files below are really unused. If they are:"
                                + " orphans(..).allowOrphanShare(%d).",
                        (int) Math.ceil(percent))));
    }

    private static Refusal refusal(String guard, String message, Draft draft, String remedy) {
        List<String> samples =
                draft.items().stream().limit(SAMPLES).map(OrphanGuards::name).toList();
        return new Refusal(guard, message, samples, remedy);
    }

    private static String name(PlannedItem item) {
        return item.files().stream()
                .map(StoredFile::key)
                .findFirst()
                .orElseThrow()
                .path();
    }

    private static String text(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
