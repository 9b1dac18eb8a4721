package dev.cleanup.internal.compact;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.FileTimes;
import dev.cleanup.storage.FileTimes.Kind;
import dev.cleanup.storage.StoredFile;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.Set;

/**
 * Any number of files, with all that is known of them in little more than its letters: a third of what the objects take. Each
 * is made anew when it is asked for. Not thread-safe.
 */
public final class CompactFileList extends AbstractList<StoredFile> implements RandomAccess {

    private static final Kind[] KINDS = Kind.values();

    /** What a file takes beside its name and identity: three lengths and kinds of times, the size, four times. */
    private static final int FIXED = 3 * Integer.BYTES + Long.BYTES + KINDS.length * (Long.BYTES + Integer.BYTES);

    private static final short USUAL = bits(EnumSet.of(Kind.MODIFIED, Kind.STATUS_CHANGED, Kind.CREATED));

    private static final int FILES_IN_A_BLOCK = 1024;

    private static final int USUAL_LENGTH = 192;

    private final List<Block> blocks = new ArrayList<>();
    private int size;

    private static final class Block {
        private final int[] starts = new int[FILES_IN_A_BLOCK];
        private ByteBuffer bytes = ByteBuffer.allocate(FILES_IN_A_BLOCK * USUAL_LENGTH);

        /** Gives back the room that was not needed. */
        void trim() {
            bytes = ByteBuffer.wrap(Arrays.copyOf(bytes.array(), bytes.position()));
        }

        void makeRoomFor(int more) {
            if (bytes.remaining() < more) {
                int length = Math.max(bytes.capacity() * 2, Math.addExact(bytes.position(), more));
                bytes = ByteBuffer.wrap(Arrays.copyOf(bytes.array(), length)).position(bytes.position());
            }
        }
    }

    @Override
    public boolean add(StoredFile file) {
        if (size % FILES_IN_A_BLOCK == 0) {
            blocks.add(new Block());
        }
        Block block = blocks.get(blocks.size() - 1);
        byte[] name = file.key().path().getBytes(UTF_8);
        byte[] identity = file.identity().getBytes(UTF_8);
        block.makeRoomFor(Math.addExact(name.length, identity.length) + FIXED);
        block.starts[size++ % FILES_IN_A_BLOCK] = block.bytes.position();
        block.bytes
                .putInt(name.length)
                .put(name)
                .putInt(identity.length)
                .put(identity)
                .putLong(file.size());
        put(file.times(), block.bytes);
        if (size % FILES_IN_A_BLOCK == 0) {
            block.trim();
        }
        modCount++;
        return true;
    }

    private static void put(FileTimes times, ByteBuffer bytes) {
        bytes.putShort(bits(times.known().keySet())).putShort(bits(times.unread()));
        for (Kind kind : KINDS) {
            Instant time = times.known().get(kind);
            if (time != null) {
                bytes.putLong(time.getEpochSecond()).putInt(time.getNano());
            }
        }
    }

    private static short bits(Set<Kind> kinds) {
        int bits = 0;
        for (int i = 0; i < KINDS.length; i++) {
            bits |= kinds.contains(KINDS[i]) ? 1 << i : 0;
        }
        return (short) bits;
    }

    @Override
    public StoredFile get(int index) {
        ByteBuffer bytes = at(index);
        FileKey key = FileKey.of(text(bytes));
        String identity = text(bytes);
        long length = bytes.getLong();
        return new StoredFile(key, length, times(bytes), identity);
    }

    private ByteBuffer at(int index) {
        Block block = blocks.get(index / FILES_IN_A_BLOCK);
        return block.bytes.duplicate().position(block.starts[index % FILES_IN_A_BLOCK]);
    }

    private static String text(ByteBuffer bytes) {
        byte[] letters = new byte[bytes.getInt()];
        bytes.get(letters);
        return new String(letters, UTF_8);
    }

    private static FileTimes times(ByteBuffer bytes) {
        short known = bytes.getShort();
        short unread = bytes.getShort();
        return known == USUAL && unread == 0
                ? usualTimes(bytes)
                : new FileTimes(someTimes(known, bytes), kinds(unread));
    }

    private static FileTimes usualTimes(ByteBuffer bytes) {
        // The arguments are evaluated one after the other, in the order in which the times were put.
        return new FileTimes(
                Map.of(Kind.MODIFIED, time(bytes), Kind.STATUS_CHANGED, time(bytes), Kind.CREATED, time(bytes)),
                Set.of());
    }

    private static Map<Kind, Instant> someTimes(short kinds, ByteBuffer bytes) {
        Map<Kind, Instant> times = new EnumMap<>(Kind.class);
        kinds(kinds).forEach(kind -> times.put(kind, time(bytes)));
        return times;
    }

    private static Instant time(ByteBuffer bytes) {
        return Instant.ofEpochSecond(bytes.getLong(), bytes.getInt());
    }

    private static Set<Kind> kinds(short bits) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (int i = 0; i < KINDS.length; i++) {
            if ((bits & 1 << i) != 0) {
                kinds.add(KINDS[i]);
            }
        }
        return kinds;
    }

    @Override
    public int size() {
        return size;
    }
}
