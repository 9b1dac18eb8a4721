/**
 * Buzzdrop shares uploads until they expire: rows in a database, files in a directory or an object store, and a page for its
 * administrators. What is cleaned up stands in {@link dev.cleanup.examples.buzzdrop.BuzzdropCleanup}.
 */
@NullMarked
package dev.cleanup.examples.buzzdrop;

import org.jspecify.annotations.NullMarked;
