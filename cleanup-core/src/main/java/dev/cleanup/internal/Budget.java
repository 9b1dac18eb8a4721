package dev.cleanup.internal;

import java.time.Duration;
import java.util.Optional;

/** How much one run may remove, and how long it may take. */
public record Budget(Optional<Long> files, Optional<Long> bytes, Optional<Duration> time) {

    /** No limit. */
    public static final Budget UNLIMITED = new Budget(Optional.empty(), Optional.empty(), Optional.empty());
}
