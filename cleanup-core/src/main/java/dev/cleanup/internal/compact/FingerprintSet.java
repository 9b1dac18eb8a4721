package dev.cleanup.internal.compact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.BitSet;

/**
 * A set of names as salted 64-bit fingerprints, 11 to 21 bytes each.
 *
 * <p>A collision makes a name look as if it were in the set. So a set may hold what protects, never what condemns; each set
 * has a salt of its own, and what one run keeps by accident the next one does not.
 *
 * <p>They lie in many parts that grow one at a time: to copy all of them into a table of twice the size would take three times
 * as much for a moment, and some collectors waste up to half of what a large array takes.
 */
public final class FingerprintSet {

    /** The uppermost bits of a fingerprint choose its part, the next ones its place there. */
    private static final int PART_BITS = 10;

    /** Of a part that holds nothing. */
    private static final long[] NOTHING = new long[1];

    private static final int SMALLEST = 16;
    private static final int LARGEST = 1 << 28;

    private final SaltedHash hash = new SaltedHash();
    private final long[][] parts = new long[1 << PART_BITS][];
    private final int[] sizes = new int[1 << PART_BITS];

    /** What {@link #fetch} reads ends up here, as the compiler would leave out what nobody needs. */
    @SuppressWarnings("UnusedVariable")
    private long fetched;

    public FingerprintSet() {
        Arrays.fill(parts, NOTHING);
    }

    /** Adds a name; false if it, or one that looks like it, was there. */
    public boolean add(String name) {
        return add(of(name));
    }

    /** Adds the fingerprint of a name. */
    boolean add(long fingerprint) {
        int part = part(fingerprint);
        long[] table = parts[part];
        int slot = slot(table, fingerprint);
        if (table[slot] != 0) {
            return false;
        }
        if (++sizes[part] > table.length * 3L / 4) {
            parts[part] = larger(table);
            table = parts[part];
            slot = slot(table, fingerprint);
        }
        table[slot] = fingerprint;
        return true;
    }

    public boolean contains(String name) {
        return contains(of(name));
    }

    boolean contains(long fingerprint) {
        long[] table = parts[part(fingerprint)];
        return table[slot(table, fingerprint)] != 0;
    }

    /** Adds some fingerprints; how many of them were not there. */
    public int addAll(long[] some, int count) {
        fetch(some, count);
        int added = 0;
        for (int i = 0; i < count; i++) {
            added += add(some[i]) ? 1 : 0;
        }
        return added;
    }

    /** Which of some fingerprints are there, by their index. */
    BitSet contained(long[] some, int count) {
        fetch(some, count);
        BitSet contained = new BitSet(count);
        for (int i = 0; i < count; i++) {
            contained.set(i, contains(some[i]));
        }
        return contained;
    }

    /**
     * Reads where each of some fingerprints would lie. The set is larger than the processor's caches: what is read here, one
     * independent of the other, is waited for once and not once for each.
     */
    private void fetch(long[] some, int count) {
        long read = 0;
        for (int i = 0; i < count; i++) {
            long[] table = parts[part(some[i])];
            read ^= table[home(table, some[i])];
        }
        fetched = read;
    }

    private static int part(long fingerprint) {
        return (int) (fingerprint >>> (Long.SIZE - PART_BITS));
    }

    /** Where the fingerprint lies, or the free slot where it would. */
    private static int slot(long[] table, long fingerprint) {
        int mask = table.length - 1;
        int slot = home(table, fingerprint);
        while (table[slot] != 0 && table[slot] != fingerprint) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static int home(long[] table, long fingerprint) {
        return (int) (fingerprint >>> (Integer.SIZE - PART_BITS)) & (table.length - 1);
    }

    private static long[] larger(long[] table) {
        if (table.length >= LARGEST) {
            throw new IllegalStateException("more than fifty billion distinct names do not fit one set");
        }
        long[] larger = new long[Math.max(SMALLEST, table.length * 2)];
        for (long fingerprint : table) {
            if (fingerprint != 0) {
                larger[slot(larger, fingerprint)] = fingerprint;
            }
        }
        return larger;
    }

    public long of(String name) {
        return of(name.getBytes(UTF_8));
    }

    /** What stands for a name, by its UTF-8; any thread may ask. */
    public long of(byte[] name) {
        long fingerprint = hash.of(name);
        // Zero marks a free slot.
        return fingerprint == 0 ? 1 : fingerprint;
    }
}
