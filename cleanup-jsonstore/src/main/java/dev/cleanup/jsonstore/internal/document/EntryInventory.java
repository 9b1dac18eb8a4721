package dev.cleanup.jsonstore.internal.document;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Which elements a file has, in short: two files that have the same ones, in the same order and length, are equal here. */
public final class EntryInventory implements DocumentReader.Sink {

    private final MessageDigest digest;
    private long count;

    public EntryInventory() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    @Override
    public void entry(Entry entry) {
        byte[] id = entry.id().orElse("").getBytes(StandardCharsets.UTF_8);
        long length = entry.span().end() - entry.span().start();
        digest.update(ByteBuffer.allocate(12).putInt(id.length).putLong(length).flip());
        digest.update(id);
        count++;
    }

    /** Whether both have seen the same elements; neither can see more after that. */
    public boolean equalsFinally(EntryInventory other) {
        return count == other.count && MessageDigest.isEqual(digest.digest(), other.digest.digest());
    }
}
