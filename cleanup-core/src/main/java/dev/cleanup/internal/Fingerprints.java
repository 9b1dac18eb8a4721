package dev.cleanup.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/**
 * A set of names as salted 64-bit fingerprints, 16 to 32 bytes each.
 *
 * <p>A collision makes a name look as if it were in the set. So a set may hold what protects, never what condemns; each set
 * has a salt of its own, and what one run keeps by accident the next one does not.
 */
final class Fingerprints {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final SecureRandom SALTS = new SecureRandom();

    private final long salt = SALTS.nextLong();
    private long[] table = new long[1024];
    private int size;

    /** Adds a name; false if it, or one that looks like it, was there. */
    boolean add(String name) {
        return add(of(name));
    }

    /** Adds the fingerprint of a name. */
    boolean add(long fingerprint) {
        if (size >= table.length / 2) {
            grow();
        }
        return insert(table, fingerprint);
    }

    boolean contains(String name) {
        return contains(of(name));
    }

    boolean contains(long fingerprint) {
        return table[slot(table, fingerprint)] != 0;
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

    /**
     * A 64-bit hash of the text, eight of its bytes at a time, mixed as in MurmurHash3's finalizer; zero marks a free slot and
     * is never given. Needs only the salt, so that any thread may ask.
     */
    long of(String name) {
        byte[] text = name.getBytes(UTF_8);
        long hash = salt ^ text.length;
        int at = 0;
        for (; at <= text.length - Long.BYTES; at += Long.BYTES) {
            hash = mixed(hash ^ (long) LONGS.get(text, at));
        }
        for (; at < text.length; at++) {
            hash = mixed(hash ^ text[at]);
        }
        hash = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
        hash = (hash ^ (hash >>> 33)) * 0xC4CEB9FE1A85EC53L;
        hash ^= hash >>> 33;
        return hash == 0 ? 1 : hash;
    }

    private static long mixed(long hash) {
        long product = hash * 0x9E3779B97F4A7C15L;
        return product ^ (product >>> 32);
    }
}
