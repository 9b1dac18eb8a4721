package dev.cleanup.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The names of one folder's entries, packed: a folder with millions of files takes little more than their letters.
 *
 * <p>Not thread-safe.
 */
final class PackedNames implements Iterable<String> {

    /** No name holds it, nor does UTF-8 use it for anything else. */
    private static final byte END = 0;

    private byte[] bytes = new byte[256];
    private int used;

    void add(String name) {
        byte[] more = name.getBytes(UTF_8);
        int needed = Math.addExact(used, more.length + 1);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, bytes.length * 2L)));
        }
        System.arraycopy(more, 0, bytes, used, more.length);
        bytes[needed - 1] = END;
        used = needed;
    }

    Stream<String> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    @Override
    public Iterator<String> iterator() {
        return new Iterator<>() {
            private int at;

            @Override
            public boolean hasNext() {
                return at < used;
            }

            @Override
            public String next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                int start = at;
                while (bytes[at] != END) {
                    at++;
                }
                return new String(bytes, start, at++ - start, UTF_8);
            }
        };
    }
}
