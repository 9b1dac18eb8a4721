package dev.cleanup.local.internal.fs;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file system of two layers, on any other. A file of the lower layer is copied when it is first moved or linked: it gets
 * another birth, keeps its number under the name of that moment, and shows another number under each later name. An overlay
 * whose upper layer keeps no origin was seen to do this.
 */
final class Layers {

    /** One component in one directory, which is told from others by its number. */
    private record Place(Object folder, String name) {}

    private static final Place NOWHERE = new Place("", "");
    private static final Duration COPIED_LATER = Duration.ofSeconds(1);

    private final Set<Object> lower = new HashSet<>();
    private final Map<Object, Place> copied = new HashMap<>();

    /** Puts a file into the lower layer. */
    void lower(Path file) throws IOException {
        lower.add(keyOf(file));
    }

    private static Object keyOf(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS)
                .fileKey();
    }

    /** The same system operations over these layers. */
    FileSystemCalls over(FileSystemCalls real) {
        return (FileSystemCalls) Proxy.newProxyInstance(
                FileSystemCalls.class.getClassLoader(),
                new Class<?>[] {FileSystemCalls.class},
                (proxy, method, arguments) -> call(real, method, arguments));
    }

    private @Nullable Object call(FileSystemCalls real, Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "isLayered" -> true;
            case "rename" -> rename(real, method, arguments);
            case "link" -> link(real, method, arguments);
            case "unlink" -> unlink(real, method, arguments);
            case "details" -> details((Path) arguments[0], (Optional<?>) invoke(real, method, arguments));
            case "stat" ->
                arguments.length == 1
                        ? invoke(real, method, arguments)
                        : shown((Stat) invoke(real, method, arguments), place(real, arguments[0], arguments[1]));
            default -> invoke(real, method, arguments);
        };
    }

    private static @Nullable Object invoke(FileSystemCalls real, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private static Place place(FileSystemCalls real, Object folder, Object name) throws IOException {
        return new Place(real.stat((DirectoryHandle) folder).fileKey(), name.toString());
    }

    private @Nullable Object rename(FileSystemCalls real, Method method, Object[] arguments) throws Throwable {
        Object file = keyOf(real, arguments);
        Place from = place(real, arguments[0], arguments[1]);
        Object answer = invoke(real, method, arguments);
        boolean namesTheNumber = copied.containsKey(file) ? from.equals(copied.get(file)) : lower.contains(file);
        if (namesTheNumber) {
            copied.put(file, place(real, arguments[2], arguments[3]));
        }
        return answer;
    }

    private @Nullable Object link(FileSystemCalls real, Method method, Object[] arguments) throws Throwable {
        Object file = keyOf(real, arguments);
        Place from = place(real, arguments[0], arguments[1]);
        Object answer = invoke(real, method, arguments);
        if (lower.contains(file)) {
            copied.putIfAbsent(file, from);
        }
        return answer;
    }

    private @Nullable Object unlink(FileSystemCalls real, Method method, Object[] arguments) throws Throwable {
        Place gone = place(real, arguments[0], arguments[1]);
        Object answer = invoke(real, method, arguments);
        copied.replaceAll((file, at) -> at.equals(gone) ? NOWHERE : at);
        return answer;
    }

    private static Object keyOf(FileSystemCalls real, Object[] arguments) throws IOException {
        return real.stat((DirectoryHandle) arguments[0], (EntryName) arguments[1])
                .fileKey();
    }

    private Stat shown(Stat seen, Place at) {
        Place keepsTheNumber = copied.get(seen.fileKey());
        if (keepsTheNumber == null) {
            return seen;
        }
        Object key = at.equals(keepsTheNumber) ? seen.fileKey() : upper(seen.fileKey());
        return new Stat(
                seen.kind(), key, seen.size(), seen.modified(), seen.born().plus(COPIED_LATER));
    }

    private static String upper(Object key) {
        return key.toString().replace(",ino=", ",ino=9999");
    }

    private Optional<ExtendedStat> details(Path path, Optional<?> found) throws IOException {
        ExtendedStat details = (ExtendedStat) found.orElse(null);
        if (details == null || path.getParent() == null) {
            return Optional.ofNullable(details);
        }
        Place at = new Place(keyOf(path.getParent()), path.getFileName().toString());
        return Optional.of(new ExtendedStat(shown(details.stat(), at), details.changed(), details.links()));
    }
}
