/**
 * Plans, reports and history as JSON files.
 * For hosts that want to keep or exchange them without a database.
 */
@NullMarked
package dev.cleanup.jsonstore;

import org.jspecify.annotations.NullMarked;
