package dev.cleanup.internal.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cleanup.internal.compact.KeyBatch;
import dev.cleanup.internal.compact.SaltedHash;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.StoredFile;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Condemned files of which little is kept, name, size and a mark: a task that condemns a million files must not hold all that
 * is known of each.
 *
 * <p>Before one of them goes it is looked up and judged anew, and must have the mark that it had. Not thread-safe.
 */
public final class TrimmedItems implements Iterable<TrimmedItems.Trace> {

    /**
     * What is kept of a file.
     *
     * @param mark a hash of what tells the file from any other of its name
     */
    public record Trace(FileKey key, long size, long mark) {}

    /** As many files as fit one portion of names, packed. */
    private static final class Block {
        private final KeyBatch names = new KeyBatch();
        private final long[] sizes = new long[KeyBatch.MOST];

        Trace trace(int index) {
            return new Trace(names.key(index), sizes[index], names.fingerprint(index));
        }
    }

    private final SaltedHash marks = new SaltedHash();
    private final List<Block> blocks = new ArrayList<>();
    private long count;
    private long bytes;

    void add(StoredFile file) {
        if (count % KeyBatch.MOST == 0) {
            blocks.add(new Block());
        }
        Block block = blocks.get(blocks.size() - 1);
        long mark = markOf(file);
        block.sizes[block.names.size()] = file.size();
        block.names.add(file.key(), name -> mark);
        if (block.names.isFull()) {
            block.names.trim();
        }
        count(file);
    }

    /** Counts a file of which nobody will ask for more. */
    void count(StoredFile file) {
        count++;
        bytes += Math.min(file.size(), Long.MAX_VALUE - bytes);
    }

    /** Whether a file is the one that was condemned. */
    public boolean isSame(Trace condemned, StoredFile found) {
        return condemned.mark() == markOf(found);
    }

    private long markOf(StoredFile file) {
        return marks.of((file.size() + " " + file.identity()).getBytes(UTF_8));
    }

    long count() {
        return count;
    }

    /** Logical bytes of all, saturating. */
    long bytes() {
        return bytes;
    }

    void clear() {
        blocks.clear();
        count = 0;
        bytes = 0;
    }

    /** All of them, in the order in which they were added. */
    @Override
    public Iterator<Trace> iterator() {
        return new Iterator<>() {
            private int block;
            private int at;

            @Override
            public boolean hasNext() {
                return block < blocks.size();
            }

            @Override
            public Trace next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("no further file");
                }
                Block current = blocks.get(block);
                Trace trace = current.trace(at++);
                if (at == current.names.size()) {
                    block++;
                    at = 0;
                }
                return trace;
            }
        };
    }
}
