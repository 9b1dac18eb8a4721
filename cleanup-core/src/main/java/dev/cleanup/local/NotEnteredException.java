package dev.cleanup.local;

import java.io.IOException;

/** Says that something on the way to a file is not the plain folder inside the storage that it must be. */
final class NotEnteredException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String why;

    NotEnteredException(String why) {
        super(why);
        this.why = why;
    }

    String why() {
        return why;
    }
}
