package dev.cleanup.internal;

import dev.cleanup.storage.FileKey;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;

/** Any number of keys in little more than their letters, each made anew when it is asked for. Not thread-safe. */
final class PackedKeys extends AbstractList<FileKey> implements RandomAccess {

    private final List<ListedNames> blocks = new ArrayList<>();
    private int size;

    @Override
    public boolean add(FileKey key) {
        if (size % ListedNames.MOST == 0) {
            blocks.add(new ListedNames());
        }
        ListedNames last = blocks.get(blocks.size() - 1);
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
        return blocks.get(index / ListedNames.MOST).key(index % ListedNames.MOST);
    }

    @Override
    public int size() {
        return size;
    }
}
