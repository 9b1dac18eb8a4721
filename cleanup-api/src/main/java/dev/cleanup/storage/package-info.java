/**
 * Where files are: what a storage lists and what it can remove.
 * For hosts, and for authors of adapters to a storage.
 */
@NullMarked
package dev.cleanup.storage;

import org.jspecify.annotations.NullMarked;
