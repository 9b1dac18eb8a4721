package dev.cleanup.benchmarks;

/**
 * What one round came to.
 *
 * @param seconds how long it took
 * @param removed how many it found or removed
 * @param digest of their sorted names; empty where nothing is known but their number
 */
record Round(double seconds, long removed, String digest) {

    /** Reads a contestant's answer. */
    static Round parse(String line) throws LostException {
        try {
            String[] parts = line.split("\t", -1);
            return new Round(Double.parseDouble(parts[0]), Long.parseLong(parts[1]), parts[2]);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException noAnswer) {
            // A JVM that runs out of memory says so here.
            throw new LostException(line);
        }
    }

    String line() {
        return seconds + "\t" + removed + "\t" + digest;
    }
}
