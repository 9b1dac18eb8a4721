package dev.cleanup.internal;

import dev.cleanup.record.Claim;
import dev.cleanup.storage.FileKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Batches of claims in which records that share a file stay together: their file goes only if all of them still hold.
 */
final class ClaimGroups {

    private final Map<FileKey, List<Claim>> byFile = new HashMap<>();
    private final Set<Claim> rest;

    private ClaimGroups(Collection<Claim> claims) {
        this.rest = new LinkedHashSet<>(claims);
        for (Claim claim : claims) {
            claim.record()
                    .files()
                    .forEach(key -> byFile.computeIfAbsent(key, name -> new ArrayList<>())
                            .add(claim));
        }
    }

    /** Batches of about that size; a group that shares files is never torn apart. */
    static List<List<Claim>> of(Collection<Claim> claims, int size) {
        ClaimGroups groups = new ClaimGroups(claims);
        List<List<Claim>> batches = new ArrayList<>();
        List<Claim> batch = new ArrayList<>();
        while (!groups.rest.isEmpty()) {
            groups.moveNext(batch);
            if (batch.size() >= size || groups.rest.isEmpty()) {
                batches.add(List.copyOf(batch));
                batch.clear();
            }
        }
        return batches;
    }

    /** Moves a claim, and all that share a file with it, directly or through others. */
    private void moveNext(List<Claim> batch) {
        Deque<Claim> open = new ArrayDeque<>();
        open.add(rest.iterator().next());
        while (!open.isEmpty()) {
            Claim claim = open.remove();
            if (rest.remove(claim)) {
                batch.add(claim);
                claim.record().files().forEach(key -> open.addAll(byFile.getOrDefault(key, List.of())));
            }
        }
    }
}
