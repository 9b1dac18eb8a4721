package dev.cleanup.report;

import static java.util.Objects.requireNonNull;

import dev.cleanup.policy.Decision;
import dev.cleanup.reference.Owner;
import dev.cleanup.storage.FileKey;
import dev.cleanup.support.EscapedText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Why a file stays or goes: who names it, and what each task says of it. Immutable.
 *
 * @param key the file's name
 * @param state what the storage says of it, one phrase such as {@code 12 bytes, newest time ...} or {@code not there}
 * @param owners some of those who name it
 * @param ownerCount how many name it
 * @param spelling who names it in another spelling; empty where nobody does
 * @param unmappable some references of which nobody knows which file they protect: as long as there is one, no orphan is
 *     removed
 * @param tasks what each task decides of it, by the task's name; for a task over records, by the record that names it
 */
public record Explanation(
        FileKey key,
        String state,
        List<Owner> owners,
        long ownerCount,
        Optional<Owner> spelling,
        List<String> unmappable,
        Map<String, Decision> tasks) {

    /** Copies the collections. */
    public Explanation {
        requireNonNull(key, "key");
        requireNonNull(state, "state");
        owners = List.copyOf(owners);
        requireNonNull(spelling, "spelling");
        unmappable = List.copyOf(unmappable);
        tasks = Map.copyOf(tasks);
    }

    /**
     * The explanation for people: plain text of some lines, names escaped.
     *
     * @return the text, ending with a line break
     */
    public String toText() {
        StringBuilder text = new StringBuilder();
        text.append(EscapedText.escaped(key.path()))
                .append(": ")
                .append(EscapedText.escaped(state))
                .append('\n');
        text.append("  named by ").append(ownerCount == 0 ? "nobody" : EscapedText.escaped(owners.toString()));
        text.append(ownerCount > owners.size() ? " and " + (ownerCount - owners.size()) + " more\n" : "\n");
        spelling.ifPresent(owner -> text.append("  named in another spelling by ")
                .append(EscapedText.escaped(owner.toString()))
                .append('\n'));
        unmappable.forEach(value -> text.append("  no orphan is removed while a reference is unmappable: ")
                .append(EscapedText.escaped(value))
                .append('\n'));
        tasks.keySet().stream().sorted().forEach(task -> line(text, task));
        return text.toString();
    }

    private void line(StringBuilder text, String task) {
        Decision decision = requireNonNull(tasks.get(task));
        text.append("  ")
                .append(EscapedText.escaped(task))
                .append(decision.removes() ? ": would remove it, " : ": keeps it, ");
        text.append(EscapedText.escaped(decision.reason().text())).append('\n');
    }
}
