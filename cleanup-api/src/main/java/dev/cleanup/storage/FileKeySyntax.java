package dev.cleanup.storage;

import org.jspecify.annotations.Nullable;

/** What makes a text a {@link FileKey}: one pass over the characters, as listings check every name. */
final class FileKeySyntax {

    private FileKeySyntax() {}

    /** Says what is wrong with a name, or null where nothing is. */
    static @Nullable String faultOf(String path) {
        if (path.isEmpty()) {
            return "it is empty";
        }
        if (path.charAt(0) == '/') {
            return "it is absolute";
        }
        int start = 0;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '/') {
                String fault = faultOfComponent(path, start, i);
                if (fault != null) {
                    return fault;
                }
                start = i + 1;
            } else if (c == 0) {
                return "it holds a NUL character";
            } else if (Character.isSurrogate(c) && !isPaired(path, i)) {
                return "it holds half of a surrogate pair, which no encoding can store";
            }
        }
        return faultOfComponent(path, start, path.length());
    }

    private static @Nullable String faultOfComponent(String path, int start, int end) {
        int length = end - start;
        if (length == 0) {
            return "it has an empty component";
        }
        if (path.charAt(start) == '.' && (length == 1 || (length == 2 && path.charAt(start + 1) == '.'))) {
            return "it has the component '" + path.substring(start, end) + "', which could climb out of the storage";
        }
        return null;
    }

    private static boolean isPaired(String path, int at) {
        return Character.isHighSurrogate(path.charAt(at))
                ? at + 1 < path.length() && Character.isLowSurrogate(path.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(path.charAt(at - 1));
    }
}
