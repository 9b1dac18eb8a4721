package dev.cleanup.examples.therapybridge;

import dev.cleanup.examples.web.Role;

/** What callers can be. */
final class Roles {

    static final Role ADMIN = new Role("admin");
    static final Role THERAPIST = new Role("therapist");
    static final Role PATIENT = new Role("patient");

    private Roles() {}
}
