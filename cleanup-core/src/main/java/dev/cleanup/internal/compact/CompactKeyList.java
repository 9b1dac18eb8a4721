package dev.cleanup.internal.compact;

import dev.cleanup.storage.FileKey;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;

/** Any number of keys in little more than their letters, each made anew when it is asked for. Not thread-safe. */
public final class CompactKeyList extends AbstractList<FileKey> implements RandomAccess {

    private final List<KeyBatch> blocks = new ArrayList<>();
    private int size;

    @Override
    public boolean add(FileKey key) {
        if (size % KeyBatch.MOST == 0) {
            blocks.add(new KeyBatch());
        }
        KeyBatch last = blocks.get(blocks.size() - 1);
        last.add(key, name -> 0);
        if (last.isFull()) {
            last.trim();
        }
        size++;
        modCount++;
        return true;
    }

    @Override
    public FileKey get(int index) {
        return blocks.get(index / KeyBatch.MOST).key(index % KeyBatch.MOST);
    }

    @Override
    public int size() {
        return size;
    }
}
