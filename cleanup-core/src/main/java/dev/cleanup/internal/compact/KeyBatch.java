package dev.cleanup.internal.compact;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cleanup.storage.FileKey;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.ToLongFunction;

/**
 * Some names of a listing, packed, each with its fingerprint: they wait for the references in little more than their
 * letters. Made by one thread, then read by another.
 */
public final class KeyBatch {

    /** So many that a look-up of all their fingerprints, one after the other, hides how slow memory is. */
    public static final int MOST = 1024;

    private static final int USUAL_LENGTH = 40;

    /** What a full portion of usual names takes. */
    public static final int USUAL_BYTES = MOST * (USUAL_LENGTH + Long.BYTES + Integer.BYTES);

    private final long[] fingerprints = new long[MOST];
    private final int[] ends = new int[MOST];
    private byte[] letters = new byte[MOST * USUAL_LENGTH];
    private int size;

    public void add(FileKey key, ToLongFunction<byte[]> fingerprinting) {
        byte[] more = key.path().getBytes(UTF_8);
        int start = start(size);
        int end = Math.addExact(start, more.length);
        if (end > letters.length) {
            letters = Arrays.copyOf(letters, Math.max(end, letters.length * 2));
        }
        System.arraycopy(more, 0, letters, start, more.length);
        ends[size] = end;
        fingerprints[size++] = fingerprinting.applyAsLong(more);
    }

    public boolean isFull() {
        return size == MOST;
    }

    public int size() {
        return size;
    }

    /** Which of them a set holds, by their index. */
    public BitSet among(FingerprintSet set) {
        return set.contained(fingerprints, size);
    }

    public long fingerprint(int index) {
        return fingerprints[index];
    }

    public FileKey key(int index) {
        int start = start(index);
        return FileKey.of(new String(letters, start, ends[index] - start, UTF_8));
    }

    public void clear() {
        size = 0;
    }

    /** Gives back the room that was not needed, as nothing more will be added. */
    public void trim() {
        letters = Arrays.copyOf(letters, size == 0 ? 0 : ends[size - 1]);
    }

    private int start(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }
}
