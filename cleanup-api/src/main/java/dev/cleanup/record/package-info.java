/**
 * The host's own records that own files: found, claimed under lock, and settled once their files are gone.
 *
 * <p>For authors of sources: implement {@link dev.cleanup.record.RecordSource}. Hosts meet ready-made sources in the
 * adapter modules.
 */
@NullMarked
package dev.cleanup.record;

import org.jspecify.annotations.NullMarked;
