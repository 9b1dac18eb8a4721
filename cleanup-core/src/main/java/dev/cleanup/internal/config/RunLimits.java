package dev.cleanup.internal.config;

import java.time.Duration;
import java.util.Optional;

/** How much one run may remove, and how long it may take. */
public record RunLimits(Optional<Long> files, Optional<Long> bytes, Optional<Duration> time) {

    /** No limit. */
    public static final RunLimits UNLIMITED = new RunLimits(Optional.empty(), Optional.empty(), Optional.empty());
}
