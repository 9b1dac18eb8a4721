/**
 * Archives: where copies of files go before the files are deleted.
 *
 * <p>For hosts: start with {@link dev.cleanup.archive.ZipArchive}, or {@link dev.cleanup.archive.StorageArchive} where another
 * storage is to take the copies.
 */
@NullMarked
package dev.cleanup.archive;

import org.jspecify.annotations.NullMarked;
