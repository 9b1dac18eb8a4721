package dev.cleanup.examples.web;

import io.javalin.security.RouteRole;

/**
 * What a caller is to the host, as the token says it and as routes ask for it.
 *
 * @param name the role's name, such as {@code admin}
 */
public record Role(String name) implements RouteRole {

    /** Of routes that ask for no token. It has to be said: a route without any role lets nobody in. */
    public static final Role ANYONE = new Role("anyone");
}
