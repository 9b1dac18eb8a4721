/**
 * FaceSwap: photos of couples, templates, tasks that put the faces of the one into the other, and the results. Start with
 * {@link dev.cleanup.examples.faceswap.FaceSwapCleanup}.
 */
@NullMarked
package dev.cleanup.examples.faceswap;

import org.jspecify.annotations.NullMarked;
