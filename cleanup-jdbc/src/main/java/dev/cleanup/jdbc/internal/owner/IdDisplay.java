package dev.cleanup.jdbc.internal.owner;

/** How texts show the ids of rows. */
public enum IdDisplay {
    SHOWN,
    /** As a hash. */
    SECRET;

    public TableOrigin of(TableOrigin origin) {
        return this == SECRET
                ? new TableOrigin(
                        origin.origin().withSecretIds(), origin.unkeyed().withSecretIds(), origin.ledgerName())
                : origin;
    }
}
