/**
 * Chatterbox keeps audio for people whose connection broke: a recovery token in a JSON file names each file and works once.
 * What is cleaned up stands in {@link dev.cleanup.examples.chatterbox.ChatterboxCleanup}.
 */
@NullMarked
package dev.cleanup.examples.chatterbox;

import org.jspecify.annotations.NullMarked;
