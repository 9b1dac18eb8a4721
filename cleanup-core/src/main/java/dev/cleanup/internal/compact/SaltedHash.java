package dev.cleanup.internal.compact;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/**
 * A 64-bit hash of texts, another one in each object: who chooses names cannot choose which of them collide, and those that do
 * in one run do not in the next. Immutable.
 */
public final class SaltedHash {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final SecureRandom SALTS = new SecureRandom();

    private final long salt = SALTS.nextLong();

    /** The hash of a text's bytes, eight at a time, mixed as in MurmurHash3's finalizer. */
    public long of(byte[] text) {
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
        return hash ^ (hash >>> 33);
    }

    private static long mixed(long hash) {
        // Both halves of the product: of the lower one alone, the uppermost bits of the text reach too few.
        return hash * 0x9E3779B97F4A7C15L ^ Math.multiplyHigh(hash, 0x9E3779B97F4A7C15L);
    }
}
