package dev.cleanup.storage;

/**
 * A number of bytes. Immutable; 1 MB is 1024 * 1024 bytes, as operators and file managers count.
 *
 * @param bytes how many, zero or more
 */
public record ByteSize(long bytes) implements StorageLimit, Comparable<ByteSize> {

    private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB", "PB", "EB"};

    private static final long MEGABYTE = 1024 * 1024;

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public ByteSize {
        if (bytes < 0) {
            throw new IllegalArgumentException(
                    "bytes (" + bytes
                            + ") must not be negative: nothing is smaller than an empty file. Use a size such as megabytes(10)");
        }
    }

    /**
     * A size in megabytes of 1024 * 1024 bytes each.
     *
     * @param megabytes how many
     * @return the size
     * @throws IllegalArgumentException if it is negative, or more than a {@code long} counts in bytes
     */
    public static ByteSize megabytes(long megabytes) {
        if (megabytes < 0 || megabytes > Long.MAX_VALUE / MEGABYTE) {
            throw new IllegalArgumentException("megabytes (" + megabytes + ") must lie between 0 and "
                    + Long.MAX_VALUE / MEGABYTE + ": no storage holds another size. Is it a number of bytes?");
        }
        return new ByteSize(megabytes * MEGABYTE);
    }

    /** The sum of two numbers of bytes, saturating. */
    public static long plus(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }

    @Override
    public int compareTo(ByteSize other) {
        return Long.compare(bytes, other.bytes);
    }

    /** The size in words, never rounded without the exact number beside it: {@code 10 MB}. */
    @Override
    public String toString() {
        int exact = 0;
        long size = bytes;
        while (size >= 1024 && size % 1024 == 0) {
            size /= 1024;
            exact++;
        }
        String words = size == 1 && exact == 0 ? "1 byte" : size + " " + UNITS[exact];
        return exact == 0 && size >= 1024 ? words + " (about " + rounded() + ")" : words;
    }

    private String rounded() {
        int unit = 0;
        double size = bytes;
        while (size >= 1023.95) {
            size /= 1024;
            unit++;
        }
        long tenths = Math.round(size * 10);
        return tenths / 10 + "." + tenths % 10 + " " + UNITS[unit];
    }
}
