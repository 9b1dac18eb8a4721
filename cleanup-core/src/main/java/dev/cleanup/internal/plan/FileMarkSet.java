package dev.cleanup.internal.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cleanup.storage.StoredFile;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

/** Files as 128-bit marks of their names and identities, 16 bytes each: two files never share one. */
final class FileMarkSet implements Iterable<List<String>> {

    /** Marks are handed over in batches of this size. */
    static final int BATCH = 1000;

    private static final String DIGITS = "%016x%016x";

    private long[] halves = new long[64];
    private int size;
    private final Set<String> struck = new HashSet<>();

    /** The mark of a file: another file of its name has another one. */
    static String of(StoredFile file) {
        ByteBuffer digest = digest(file);
        return String.format(DIGITS, digest.getLong(), digest.getLong());
    }

    private static ByteBuffer digest(StoredFile file) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            String text =
                    file.key().path().length() + " " + file.key().path() + " " + file.size() + " " + file.identity();
            return ByteBuffer.wrap(sha.digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    void add(StoredFile file) {
        ByteBuffer digest = digest(file);
        add(digest.getLong(), digest.getLong());
    }

    private void add(long high, long low) {
        if (2 * size == halves.length) {
            halves = Arrays.copyOf(halves, 2 * halves.length);
        }
        halves[2 * size] = high;
        halves[2 * size + 1] = low;
        size++;
    }

    /** The file is no orphan after all. */
    void strike(StoredFile file) {
        struck.add(of(file));
    }

    /** Adds files by their marks. */
    void addAll(Set<String> marks) {
        for (String mark : marks) {
            add(Long.parseUnsignedLong(mark, 0, 16, 16), Long.parseUnsignedLong(mark, 16, 32, 16));
        }
    }

    /** The marks that were not struck, in batches. */
    @Override
    public Iterator<List<String>> iterator() {
        return new Iterator<>() {
            private int at;

            @Override
            public boolean hasNext() {
                return at < size;
            }

            @Override
            public List<String> next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("no further batch");
                }
                List<String> batch = new ArrayList<>(BATCH);
                for (int end = Math.min(size, at + BATCH); at < end; at++) {
                    String mark = String.format(DIGITS, halves[2 * at], halves[2 * at + 1]);
                    if (!struck.contains(mark)) {
                        batch.add(mark);
                    }
                }
                return batch;
            }
        };
    }
}
