package dev.cleanup.benchmarks;

/**
 * What one round came to.
 *
 * @param seconds how long it took
 * @param removed how many files it found or removed
 * @param digest of their sorted names; empty for who finds none
 */
record Round(double seconds, long removed, String digest) {

    static Round parse(String line) {
        String[] parts = line.split("\t", -1);
        return new Round(Double.parseDouble(parts[0]), Long.parseLong(parts[1]), parts[2]);
    }

    String line() {
        return seconds + "\t" + removed + "\t" + digest;
    }
}
