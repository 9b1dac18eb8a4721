package dev.cleanup.jdbc;

/** How texts show the ids of rows. */
enum Ids {
    SHOWN,
    /** As a hash. */
    SECRET;

    TableOrigin of(TableOrigin origin) {
        return this == SECRET
                ? new TableOrigin(
                        origin.origin().withSecretIds(), origin.unkeyed().withSecretIds(), origin.ledgerName())
                : origin;
    }
}
