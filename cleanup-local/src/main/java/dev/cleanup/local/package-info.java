/**
 * Directories of the local file system as storages.
 * For hosts that keep their files on a disk.
 */
@NullMarked
package dev.cleanup.local;

import org.jspecify.annotations.NullMarked;
