package dev.cleanup.reference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Who names a file: one row, entry or document of one origin.
 *
 * <p>Immutable. Two sources that mean the same row give it the same owner, so that a row claimed for removal no longer
 * protects its files. Owners of different origins are never equal, whatever their ids.
 *
 * @param origin where the owner stands; its owners share it
 * @param id the row's id within the origin, such as {@code 42}; the true one, also where it is secret
 */
public record Owner(Origin origin, String id) {

    private static final int HASH_BYTES = 6;

    /** Checks that both parts are there. */
    public Owner {
        requireNonNull(origin, "origin");
        requireNonNull(id, "id");
    }

    /**
     * Creates the owner of an origin that its name alone tells from others.
     *
     * @param source the name of the origin
     * @param id the row's id within it
     */
    public Owner(String source, String id) {
        this(Origin.named(requireNonNull(source, "source")), id);
    }

    /**
     * Returns the name of the origin.
     *
     * @return the name
     */
    public String source() {
        return origin.name();
    }

    /**
     * Returns the id as texts show it: {@link #hashOf} of it where the origin has secret ids.
     *
     * @return the id or its hash
     */
    public String shownId() {
        return origin.hasSecretIds() ? hashOf(id) : id;
    }

    /**
     * Returns what texts show of a secret id: the first twelve hexadecimal digits of its SHA-256 over UTF-8.
     *
     * <p>An application that has a token finds it in reports by this.
     *
     * @param id the true id
     * @return twelve hexadecimal digits
     */
    public static String hashOf(String id) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this Java lacks SHA-256, which every Java must have", impossible);
        }
    }

    /** Returns name and id as texts show them, such as {@code sessions#42}. */
    @Override
    public String toString() {
        return origin.name() + "#" + shownId();
    }
}
