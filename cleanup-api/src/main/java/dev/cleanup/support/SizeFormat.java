package dev.cleanup.support;

import java.util.Locale;

/** Sums and words of sizes in bytes. */
public final class SizeFormat {

    private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB", "PB", "EB"};

    private SizeFormat() {}

    /** The sum of two sizes, saturating: a size is never negative. */
    public static long plus(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }

    /** The size in the largest unit that leaves a whole part: {@code 1.2 MB}; a unit is 1024 of the next smaller, as in limits. */
    public static String words(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1023.95 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0
                ? bytes + (bytes == 1 ? " byte" : " bytes")
                : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }
}
