/** The quickstart on somebody's own data: a sweep from the command line, a rehearsal unless told otherwise. */
@NullMarked
package dev.cleanup.examples.owndata;

import org.jspecify.annotations.NullMarked;
