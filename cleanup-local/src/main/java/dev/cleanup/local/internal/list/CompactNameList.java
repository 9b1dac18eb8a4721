package dev.cleanup.local.internal.list;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The names of one folder's entries: a folder with millions of files takes little more than their letters.
 *
 * <p>The first are kept as they come, as most folders have no more and packing them costs more than it saves. The rest is
 * packed. That grows block by block: to copy what is there into a larger one would take three times as much for a moment. Not
 * thread-safe.
 */
public final class CompactNameList implements Iterable<String> {

    /** No name holds it, nor does UTF-8 use it for anything else. */
    private static final byte END = 0;

    private static final int BLOCK = 1 << 16;

    private static final int UNPACKED = 1024;

    private final List<String> first = new ArrayList<>();
    private final List<byte[]> blocks = new ArrayList<>();
    private byte[] last = new byte[0];
    private int used;

    public void add(String name) {
        if (first.size() < UNPACKED) {
            first.add(name);
        } else {
            pack(name);
        }
    }

    private void pack(String name) {
        byte[] more = name.getBytes(UTF_8);
        // A block that is not filled ends with one END more, where its reader goes on to the next.
        if (used + more.length + 2 > last.length) {
            last = new byte[blocks.isEmpty() ? Math.max(256, more.length + 2) : Math.max(BLOCK, more.length + 2)];
            blocks.add(last);
            used = 0;
        }
        System.arraycopy(more, 0, last, used, more.length);
        used += more.length + 1;
    }

    @Override
    public Iterator<String> iterator() {
        return new Iterator<>() {
            private int unpacked;
            private int block;
            private int at;

            @Override
            public boolean hasNext() {
                return unpacked < first.size() || isPackedLeft();
            }

            private boolean isPackedLeft() {
                if (block < blocks.size() && blocks.get(block)[at] == END) {
                    block++;
                    at = 0;
                }
                return block < blocks.size();
            }

            @Override
            public String next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return unpacked < first.size() ? first.get(unpacked++) : unpack();
            }

            private String unpack() {
                byte[] bytes = blocks.get(block);
                int start = at;
                while (bytes[at] != END) {
                    at++;
                }
                return new String(bytes, start, at++ - start, UTF_8);
            }
        };
    }
}
