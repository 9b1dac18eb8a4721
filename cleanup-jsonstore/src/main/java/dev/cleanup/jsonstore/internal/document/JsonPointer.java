package dev.cleanup.jsonstore.internal.document;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Stream;

/**
 * A place in a JSON document, after RFC 6901.
 *
 * @param text as it was declared
 * @param segments the names on the way; none for the whole document
 */
public record JsonPointer(String text, List<String> segments) {

    /** Parses a pointer, which is the setting of that name. */
    public static JsonPointer of(String setting, String text) {
        if (!requireNonNull(text, setting).isEmpty() && !text.startsWith("/")) {
            throw fault(setting, text, "must begin with '/'");
        }
        if (text.matches("(?s).*~(?![01]).*")) {
            throw fault(setting, text, "has a '~' that is neither ~0 nor ~1");
        }
        return new JsonPointer(
                text,
                Stream.of(text.split("/", -1))
                        .skip(1)
                        .map(JsonPointer::unescaped)
                        .toList());
    }

    /** Parses a pointer to a member of an entry: it cannot be the entry itself. */
    public static JsonPointer ofMember(String setting, String text) {
        if (requireNonNull(text, setting).isEmpty()) {
            throw fault(setting, text, "means the whole entry, which is no value");
        }
        return of(setting, text);
    }

    private static IllegalArgumentException fault(String setting, String text, String fault) {
        return new IllegalArgumentException(setting + " (" + text + ") is no JSON Pointer to a member: it " + fault
                + ", so that nothing would be found there. Write it like /audio or /meta/audio");
    }

    private static String unescaped(String segment) {
        return segment.replace("~1", "/").replace("~0", "~");
    }

    @Override
    public String toString() {
        return text;
    }
}
