package dev.cleanup.examples.therapybridge;

/** Sizes as the host always said them: megabytes of 1024 * 1024 bytes, with three decimals. */
final class Megabytes {

    private static final double BYTES = 1024 * 1024;
    private static final double DECIMALS = 1000;

    private Megabytes() {}

    static double of(long bytes) {
        return Math.round(bytes / BYTES * DECIMALS) / DECIMALS;
    }
}
