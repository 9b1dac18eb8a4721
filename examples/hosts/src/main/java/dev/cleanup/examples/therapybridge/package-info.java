/**
 * TherapyBridge keeps recordings of sessions: rows in a database, files in a directory. What is cleaned up stands in
 * {@link dev.cleanup.examples.therapybridge.TherapyBridgeCleanup}.
 */
@NullMarked
package dev.cleanup.examples.therapybridge;

import org.jspecify.annotations.NullMarked;
