package dev.cleanup.internal.remove;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.record.Claim;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.StoredFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which of the files that were just set aside go back: those of records that cannot go, as another of their files could not.
 *
 * <p>A record stays that has one file in the way; so do all its files, and so does each record that shares one of these.
 */
final class RollbackSet {

    private final List<Claim> standing;
    private final Predicate<FileKey> inTheWay;
    private final Set<FileKey> withdrawn = new HashSet<>();

    /**
     * Creates it.
     *
     * @param inTheWay whether what became of a file keeps its records
     */
    private RollbackSet(List<Claim> batch, Predicate<FileKey> inTheWay) {
        this.standing = new ArrayList<>(batch);
        this.inTheWay = inTheWay;
    }

    static List<StoredFile> of(List<Claim> batch, Map<StoredFile, Outcome> outcomes, Predicate<FileKey> inTheWay) {
        RollbackSet withdrawal = new RollbackSet(batch, inTheWay);
        while (withdrawal.spreads()) {}
        return outcomes.keySet().stream()
                .filter(file -> outcomes.get(file) instanceof Outcome.Quarantined)
                .filter(file -> withdrawal.withdrawn.contains(file.key()))
                .toList();
    }

    /** Takes one more record that cannot go; false where there is none. */
    private boolean spreads() {
        for (Claim claim : standing) {
            List<FileKey> files = claim.record().files();
            if (files.stream().anyMatch(key -> withdrawn.contains(key) || inTheWay.test(key))) {
                withdrawn.addAll(files);
                return standing.remove(claim);
            }
        }
        return false;
    }
}
