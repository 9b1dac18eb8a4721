package dev.cleanup.storage;

import static java.util.Objects.requireNonNull;

/**
 * The canonical name of a stored file, relative to its storage: components separated by {@code /}.
 *
 * <p>No component is empty, {@code .} or {@code ..}; the name is never absolute and holds no NUL. It is text that
 * survives the way to bytes and back: unpaired surrogates are refused, and a name on disk that does not decode never
 * becomes a key. Keys are equal only when every character is: no case folding, no Unicode normalisation. Immutable.
 *
 * @param path the components, joined with {@code /}
 */
public record FileKey(String path) implements Comparable<FileKey> {

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if it is not canonical; the message says why
     */
    public FileKey {
        requireNonNull(path, "path");
        String fault = FileKeySyntax.faultOf(path);
        if (fault != null) {
            throw new IllegalArgumentException("path is no file key (" + path + "): " + fault);
        }
    }

    /**
     * The key of that name.
     *
     * @param path the components, joined with {@code /}
     * @return the key
     * @throws IllegalArgumentException if it is not canonical; the message says why
     */
    public static FileKey of(String path) {
        return new FileKey(path);
    }

    /**
     * The last component.
     *
     * @return the name without its folders
     */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /**
     * The folder that the file lies in.
     *
     * @return everything before the last {@code /}; empty for a file at the top
     */
    public String folder() {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    /**
     * The name up to its extension: {@code abc} for {@code a/abc.tar.gz} is {@code abc.tar}, for {@code .hidden} it is
     * {@code .hidden}.
     *
     * @return the last component without its last dot and what follows
     */
    public String stem() {
        int dot = name().lastIndexOf('.');
        return dot <= 0 ? name() : name().substring(0, dot);
    }

    /**
     * The extension of the name.
     *
     * @return what follows the last dot of the last component; empty where there is none
     */
    public String extension() {
        int dot = name().lastIndexOf('.');
        return dot <= 0 ? "" : name().substring(dot + 1);
    }

    /**
     * The key of another file in the same folder, as derived files have it.
     *
     * @param name the other file's last component
     * @return its key
     * @throws IllegalArgumentException if the name is no single component
     */
    public FileKey sibling(String name) {
        if (name.indexOf('/') >= 0) {
            throw new IllegalArgumentException("name (" + name + ") must be a single component without '/'");
        }
        return folder().isEmpty() ? of(name) : of(folder() + "/" + name);
    }

    /**
     * Whether the file lies in a folder, at any depth.
     *
     * @param folder a folder's name without a trailing {@code /}; empty means the whole storage
     * @return whether it does
     */
    public boolean isWithin(String folder) {
        return folder.isEmpty()
                || (path.length() > folder.length() && path.startsWith(folder) && path.charAt(folder.length()) == '/');
    }

    @Override
    public int compareTo(FileKey other) {
        return path.compareTo(other.path);
    }

    @Override
    public String toString() {
        return path;
    }
}
