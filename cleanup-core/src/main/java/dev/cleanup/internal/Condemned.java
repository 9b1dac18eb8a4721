package dev.cleanup.internal;

import dev.cleanup.outcome.Reason;
import dev.cleanup.reference.Owner;
import dev.cleanup.storage.StoredFile;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A file that is to go now.
 *
 * @param file the file as it was looked up
 * @param reason why it goes
 * @param retired who named it and is claimed for this very removal
 */
record Condemned(StoredFile file, Reason reason, Set<Owner> retired) {

    /** The retired owners as they are remembered. */
    Set<String> retiredNames() {
        return retired.stream().map(Condemned::nameOf).collect(Collectors.toSet());
    }

    /** An owner as text that no other owner has, whatever stands in its parts. */
    static String nameOf(Owner owner) {
        return owner.origin().identity().replace("\\", "\\\\").replace("#", "\\#") + "#" + owner.id();
    }
}
