package dev.cleanup.reference;

import static java.util.Objects.requireNonNull;

/**
 * Who names a file: one row, entry or document of one source.
 *
 * <p>Immutable. Two sources that mean the same row give it the same owner, so that a row claimed for removal no longer
 * protects its files.
 *
 * @param source the source's name, such as {@code sessions}
 * @param id the row's id within it, such as {@code 42}
 */
public record Owner(String source, String id) {

    /** Checks that both parts are there. */
    public Owner {
        requireNonNull(source, "source");
        requireNonNull(id, "id");
    }

    @Override
    public String toString() {
        return source + "#" + id;
    }
}
