package dev.cleanup.internal.storage;

import dev.cleanup.internal.config.TaskDefinition;
import dev.cleanup.outcome.Reason;
import dev.cleanup.record.Settlement;
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
public record FileRemoval(StoredFile file, Reason reason, Set<Owner> retired) {

    /**
     * The retired owners as a note on disk remembers them. A deleted record is neither excused nor forgotten later, so that
     * the hash of a secret id serves.
     */
    public Set<String> retiredNames(TaskDefinition task) {
        boolean deleted =
                task instanceof TaskDefinition.Records records && records.settlement() instanceof Settlement.Delete;
        return retired.stream()
                .map(owner -> deleted && owner.origin().hasSecretIds() ? hashedNameOf(owner) : nameOf(owner))
                .collect(Collectors.toSet());
    }

    /** The owner that a text of {@link #nameOf} stands for. */
    public static Owner ownerOf(String name) {
        StringBuilder identity = new StringBuilder();
        int at = 0;
        while (at < name.length() && name.charAt(at) != '#') {
            at += name.charAt(at) == '\\' ? 1 : 0;
            identity.append(at < name.length() ? name.substring(at, at + 1) : "");
            at++;
        }
        return new Owner(identity.toString(), name.substring(Math.min(name.length(), at + 1)));
    }

    /** An owner as text that no other owner has, whatever stands in its parts. */
    public static String nameOf(Owner owner) {
        return identityOf(owner) + "#" + owner.id();
    }

    /** A text that is the name of no owner, and does not give the id away. */
    private static String hashedNameOf(Owner owner) {
        return "#" + identityOf(owner) + "#" + Owner.hashOf(owner.id());
    }

    private static String identityOf(Owner owner) {
        return owner.origin().identity().replace("\\", "\\\\").replace("#", "\\#");
    }
}
