/**
 * What the example hosts share and a real host would have already: a server, tokens, limits, errors as JSON.
 * Nothing here knows of cleaning up. To see it used, start with {@link dev.cleanup.examples.web.Web}.
 */
@NullMarked
package dev.cleanup.examples.web;

import org.jspecify.annotations.NullMarked;
