package dev.cleanup.local.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which directories may be a storage: everything below one is in reach of a removal. */
public final class RootValidator {

    private static final Set<String> SYSTEM = Set.of(
            "/bin",
            "/boot",
            "/dev",
            "/etc",
            "/lib",
            "/lib32",
            "/lib64",
            "/libx32",
            "/lost+found",
            "/media",
            "/opt",
            "/proc",
            "/root",
            "/run",
            "/sbin",
            "/sys",
            "/tmp",
            "/usr",
            "/usr/bin",
            "/usr/lib",
            "/usr/lib32",
            "/usr/lib64",
            "/usr/local",
            "/usr/sbin",
            "/usr/share",
            "/var",
            "/var/cache",
            "/var/lib",
            "/var/log",
            "/var/run",
            "/var/spool",
            "/var/tmp",
            "/Applications",
            "/Library",
            "/System",
            "/Volumes",
            "/private",
            "/private/etc",
            "/private/tmp",
            "/private/var");

    private static final Set<String> HOMES = Set.of("/home", "/Users");

    private static final String NARROWER = ". Give it a directory of its own that holds nothing but the stored files";

    private RootValidator() {}

    /** The real path of a directory that may be a storage. */
    public static Path check(Path given) {
        Path real = realPathOf(given);
        if (!Files.isDirectory(real, LinkOption.NOFOLLOW_LINKS)) {
            throw refused(
                    given, "is no directory, so it cannot hold stored files. Name the directory they lie in", null);
        }
        if (real.getNameCount() == 0) {
            throw refused(
                    given, "is the root of the file system, and everything on it would be in reach" + NARROWER, null);
        }
        if (isHome(real)) {
            throw refused(
                    given,
                    "is or contains a home directory, and more than stored files would be in reach" + NARROWER,
                    null);
        }
        if (SYSTEM.contains(real.toString())) {
            throw refused(
                    given,
                    "is a directory of the system, and more than stored files would be in reach" + NARROWER,
                    null);
        }
        return real;
    }

    private static Path realPathOf(Path given) {
        try {
            return given.toRealPath();
        } catch (NoSuchFileException missing) {
            throw refused(
                    given,
                    "does not exist: an unmounted disk looks like this, and every file would seem to be gone."
                            + " Mount or create it first",
                    missing);
        } catch (IOException unreachable) {
            throw refused(given, "cannot be reached (" + unreachable + "). Let this process read it", unreachable);
        }
    }

    private static boolean isHome(Path real) {
        Path parent = real.getParent();
        return HOMES.contains(real.toString())
                || (parent != null && HOMES.contains(parent.toString()))
                || userHome(real).startsWith(real);
    }

    /** The home of this process's user; the top, which nothing else contains, where there is none. */
    private static Path userHome(Path real) {
        Path top = real.getRoot();
        try {
            Path home = real.getFileSystem().getPath(System.getProperty("user.home", ""));
            return home.isAbsolute() ? home.toRealPath() : top;
        } catch (IOException | RuntimeException homeless) {
            return top;
        }
    }

    public static IllegalArgumentException refused(Path given, String why, @Nullable Throwable cause) {
        return new IllegalArgumentException("root (" + given + ") " + why, cause);
    }
}
