package dev.cleanup.policy;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.Facts;
import dev.cleanup.outcome.Reason;
import dev.cleanup.storage.FileKey;
import java.time.Instant;
import java.util.Set;

/**
 * Removes files that lie in a folder, at any depth. Character by character: {@code photos} is neither {@code Photos} nor
 * the beginning of {@code photos-old}.
 *
 * @param folder the folder's name, relative to the storage; kept without a trailing {@code /}
 */
public record Within(String folder) implements ItemPolicy {

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if no folder can have that name, or it means the whole storage
     */
    public Within {
        folder = canonical(folder);
    }

    private static String canonical(String folder) {
        String name = folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
        try {
            return FileKey.of(name).path();
        } catch (IllegalArgumentException fault) {
            throw new IllegalArgumentException(
                    "folder (" + folder + ") is no folder below the storage: nothing would lie in it, and under not()"
                            + " everything would match. Use its name relative to the storage, such as photos/2026",
                    fault);
        }
    }

    @Override
    public String description() {
        return "within " + RuleText.quoted(folder);
    }

    @Override
    public String negatedDescription() {
        return "outside of " + RuleText.quoted(folder);
    }

    @Override
    public Set<Fact<?>> needs() {
        return Set.of(Fact.FILE_KEY);
    }

    @Override
    public Decision judge(Facts facts, Instant now) {
        return FactCheck.at(
                facts,
                Fact.FILE_KEY,
                key -> FactCheck.found(key.isWithin(folder), Reason.Kind.NAME, "it lies in " + shownFolder(key)),
                () -> FactCheck.missing(Reason.Kind.NAME, "it has no name"));
    }

    private static String shownFolder(FileKey key) {
        return key.folder().isEmpty() ? "no folder" : key.folder();
    }
}
