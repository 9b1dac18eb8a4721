package dev.cleanup.reference;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Where owners stand: a table of one database, a file of entries, or a source of the host's.
 *
 * <p>Two origins are equal if their identities are equal. The name is for people; how the host writes a table, and whether
 * ids are secret, takes no part in equality. A source makes one origin and shares it among all its owners. Immutable.
 */
public final class Origin {

    private final String name;
    private final String identity;
    private final Ids ids;

    /** How texts show the ids of owners. */
    private enum Ids {
        SHOWN,
        SECRET
    }

    private Origin(String name, String identity, Ids ids) {
        this.name = requireNonNull(name, "name");
        this.identity = requireNonNull(identity, "identity");
        this.ids = ids;
    }

    /**
     * Returns the origin that is told from others by its name alone.
     *
     * @param name the name
     * @return the origin
     */
    public static Origin named(String name) {
        return new Origin(name, name, Ids.SHOWN);
    }

    /**
     * Returns an origin with an identity.
     *
     * @param name what texts show, such as the table as the host writes it
     * @param identity what tells it from every other origin; it holds no credentials, since plans and reports store it
     * @return the origin
     */
    public static Origin of(String name, String identity) {
        return new Origin(name, identity, Ids.SHOWN);
    }

    /**
     * Returns an equal origin whose owners show a hash in place of their id, as {@link Owner#shownId} says.
     *
     * @return the origin with secret ids
     */
    public Origin withSecretIds() {
        return new Origin(name, identity, Ids.SECRET);
    }

    /**
     * Returns the name that texts show.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * Returns what tells this origin from every other.
     *
     * @return the identity
     */
    public String identity() {
        return identity;
    }

    /**
     * Returns whether texts show a hash in place of an owner's id.
     *
     * @return whether ids are secret
     */
    public boolean hasSecretIds() {
        return ids == Ids.SECRET;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Origin origin && identity.equals(origin.identity));
    }

    @Override
    public int hashCode() {
        return identity.hashCode();
    }

    /** Returns the name. */
    @Override
    public String toString() {
        return name;
    }
}
