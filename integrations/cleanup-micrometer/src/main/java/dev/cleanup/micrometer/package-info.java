/**
 * The numbers of a cleanup's runs as meters.
 * For hosts that watch themselves with Micrometer; start with {@link dev.cleanup.micrometer.CleanupMeters}.
 */
@NullMarked
package dev.cleanup.micrometer;

import org.jspecify.annotations.NullMarked;
