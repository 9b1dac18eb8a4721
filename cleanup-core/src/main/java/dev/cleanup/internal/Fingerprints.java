package dev.cleanup.internal;

import java.security.SecureRandom;

/**
 * A set of names as salted 64-bit fingerprints, 16 to 32 bytes each.
 *
 * <p>A collision makes a name look as if it were in the set. So a set may hold what protects, never what condemns; each set
 * has a salt of its own, and what one run keeps by accident the next one does not.
 */
final class Fingerprints {

    private static final SecureRandom SALTS = new SecureRandom();

    private final long salt = SALTS.nextLong();
    private long[] table = new long[1024];
    private int size;

    /** Adds a name; false if it, or one that looks like it, was there. */
    boolean add(String name) {
        if (size >= table.length / 2) {
            grow();
        }
        return insert(table, fingerprint(name));
    }

    boolean contains(String name) {
        return table[slot(table, fingerprint(name))] != 0;
    }

    int size() {
        return size;
    }

    private boolean insert(long[] into, long fingerprint) {
        int slot = slot(into, fingerprint);
        if (into[slot] != 0) {
            return false;
        }
        into[slot] = fingerprint;
        size++;
        return true;
    }

    /** Where the fingerprint lies, or the free slot where it would. */
    private static int slot(long[] table, long fingerprint) {
        int mask = table.length - 1;
        int slot = (int) (fingerprint >>> 32) & mask;
        while (table[slot] != 0 && table[slot] != fingerprint) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        if (table.length > (1 << 29)) {
            throw new IllegalStateException("more than " + size + " distinct names do not fit one set");
        }
        long[] old = table;
        table = new long[old.length * 2];
        size = 0;
        for (long fingerprint : old) {
            if (fingerprint != 0) {
                insert(table, fingerprint);
            }
        }
    }

    /** A 64-bit hash of the text, mixed as in MurmurHash3's finalizer; zero marks a free slot and is never given. */
    private long fingerprint(String path) {
        long hash = salt ^ path.length();
        for (int i = 0; i < path.length(); i++) {
            hash = (hash ^ path.charAt(i)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        hash = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
        hash = (hash ^ (hash >>> 33)) * 0xC4CEB9FE1A85EC53L;
        hash ^= hash >>> 33;
        return hash == 0 ? 1 : hash;
    }
}
