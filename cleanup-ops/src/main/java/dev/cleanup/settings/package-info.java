/**
 * Settings from named layers, such as the environment over a file: typed, all faults reported together.
 *
 * <p>Start with {@link dev.cleanup.settings.Settings}. Nothing else in the library reads it; hosts compose with what it gives.
 */
@NullMarked
package dev.cleanup.settings;

import org.jspecify.annotations.NullMarked;
