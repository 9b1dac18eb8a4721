package dev.cleanup.internal.remove;

import dev.cleanup.internal.reference.ReferenceRecheck;
import dev.cleanup.record.Claim;
import dev.cleanup.reference.Owner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The confirmed records of a batch that wait, as another owner names a file of theirs since the plan was made.
 *
 * <p>A record that gets a status goes on naming its files and is never judged again, so none of its files may stay. A record
 * that waits names its files, too: the records that share one of them wait with it.
 */
final class WaitingRecords {

    private final ReferenceRecheck look;
    private final List<Claim> going;
    private final Map<Claim, Owner> waiting = new LinkedHashMap<>();

    private WaitingRecords(List<Claim> batch, ReferenceRecheck look) {
        this.look = look;
        this.going = new ArrayList<>(batch);
    }

    /**
     * Returns the records that wait, each with the owner that it waits for.
     *
     * @param mayWait whether a record can be released as it was found
     */
    static Map<Claim, Owner> of(List<Claim> batch, Predicate<Claim> mayWait, ReferenceRecheck look) {
        WaitingRecords records = new WaitingRecords(batch, look);
        while (records.spreads(mayWait)) {}
        return records.waiting;
    }

    /** Takes one more record that waits; false where there is none. */
    private boolean spreads(Predicate<Claim> mayWait) {
        Set<Owner> claimed = new HashSet<>();
        going.forEach(claim -> claimed.addAll(claim.record().retiredOwners()));
        for (Claim claim : going) {
            Optional<Owner> other = claim.record().files().stream()
                    .flatMap(key -> look.ownerOf(key, claimed::contains).stream())
                    .findFirst();
            if (other.isPresent() && mayWait.test(claim)) {
                waiting.put(claim, other.get());
                return going.remove(claim);
            }
        }
        return false;
    }
}
