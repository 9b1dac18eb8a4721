package dev.cleanup.local.internal.fs;

import dev.cleanup.storage.FileKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The entries below a root on which something else is mounted, as far as the platform tells. Immutable.
 *
 * <p>A bind mount of the same file system has the same device: nothing shows it but the table of mounts. Where there is no
 * table, the move of a file still fails there, before anything has happened.
 *
 * @param keys their names, relative to the root
 */
public record MountTable(Set<String> keys) {

    public static final String WHY = "something else is mounted there, which is not entered";

    private static final Pattern ESCAPED = Pattern.compile("\\\\([0-7]{3})");

    public static MountTable below(FileSystemCalls calls, Path root) {
        try {
            String prefix = root + "/";
            return new MountTable(calls.mountTable(root).stream()
                    .map(MountTable::mountPoint)
                    .filter(point -> point.startsWith(prefix))
                    .map(point -> point.substring(prefix.length()))
                    .collect(Collectors.toSet()));
        } catch (IOException | RuntimeException noTable) {
            return new MountTable(Set.of());
        }
    }

    /** The fifth word of a line; blanks and the like are escaped in octal. */
    private static String mountPoint(String line) {
        List<String> words = List.of(line.split(" ", 6));
        return words.size() < 5
                ? ""
                : ESCAPED.matcher(words.get(4))
                        .replaceAll(octal ->
                                Matcher.quoteReplacement(Character.toString(Integer.parseInt(octal.group(1), 8))));
    }

    public boolean has(String key) {
        return !keys.isEmpty() && keys.contains(key);
    }

    /** Whether a file lies on another mount, or is one. */
    public boolean cover(FileKey key) {
        return !keys.isEmpty() && keys.stream().anyMatch(mount -> key.path().equals(mount) || key.isWithin(mount));
    }
}
