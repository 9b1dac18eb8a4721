package dev.cleanup.jsonstore.internal.document;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Lets bytes pass as long as they are UTF-8: a parser takes some that are not, and would find another text in them. */
final class Utf8InputStream extends FilterInputStream {

    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final CharBuffer dropped = CharBuffer.allocate(8192);
    private final ByteBuffer pending = ByteBuffer.allocate(8192 + 4);
    private long checked;

    Utf8InputStream(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, Math.min(length, 8192));
        if (count > 0) {
            pending.put(bytes, offset, count);
        }
        check(count < 0);
        return count;
    }

    /** What may be the begin of a letter waits for the next bytes. */
    private void check(boolean isEnd) throws IOException {
        pending.flip();
        int before = pending.remaining();
        dropped.clear();
        CoderResult result = decoder.decode(pending, dropped, isEnd);
        if (checked == 0 && dropped.position() > 0 && dropped.get(0) == '\uFEFF') {
            throw new DocumentException("it begins with a byte order mark, which JSON does not");
        }
        checked += before - pending.remaining();
        if (result.isError()) {
            throw new DocumentException("it is not UTF-8 at byte " + checked);
        }
        pending.compact();
    }
}
