package dev.cleanup.internal.remove;

import dev.cleanup.record.Claim;
import dev.cleanup.storage.FileKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
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

    /** Batches of about so many records or so many files; a group that shares files is never torn apart. */
    static List<List<Claim>> of(Collection<Claim> claims, int records, int files) {
        ClaimGroups groups = new ClaimGroups(claims);
        List<List<Claim>> batches = new ArrayList<>();
        List<Claim> batch = new ArrayList<>();
        int named = 0;
        while (!groups.rest.isEmpty()) {
            named += groups.moveNext(batch);
            if (batch.size() >= records || named >= files || groups.rest.isEmpty()) {
                batches.add(List.copyOf(batch));
                batch.clear();
                named = 0;
            }
        }
        return batches;
    }

    /** Moves a claim, and all that share a file with it, directly or through others; how many files these name. */
    private int moveNext(List<Claim> batch) {
        Set<FileKey> named = new HashSet<>();
        Deque<Claim> open = new ArrayDeque<>();
        open.add(rest.iterator().next());
        while (!open.isEmpty()) {
            Claim claim = open.remove();
            if (rest.remove(claim)) {
                batch.add(claim);
                claim.record().files().stream()
                        .filter(named::add)
                        .forEach(key -> open.addAll(byFile.getOrDefault(key, List.of())));
            }
        }
        return named.size();
    }
}
