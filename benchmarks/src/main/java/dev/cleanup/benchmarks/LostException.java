package dev.cleanup.benchmarks;

import java.io.IOException;

/** A contestant ended before it had an answer. */
final class LostException extends IOException {

    private static final long serialVersionUID = 1;

    LostException(String why) {
        super(why);
    }
}
