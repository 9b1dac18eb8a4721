package dev.cleanup.archive;

import dev.cleanup.storage.ArchiveRequest;
import dev.cleanup.storage.ReadableStorage;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of what flows by. */
final class Sha256Copy {

    private Sha256Copy() {}

    /** Passes everything on and digests it. */
    static DigestOutputStream over(OutputStream to) {
        return new DigestOutputStream(to, sha256());
    }

    /** Digests alone. */
    static DigestOutputStream ofNothingElse() {
        return over(OutputStream.nullOutputStream());
    }

    /** The digest of what came by so far, in hexadecimal. */
    static String of(DigestOutputStream stream) {
        return HexFormat.of().formatHex(stream.getMessageDigest().digest());
    }

    /**
     * Copies a file, and gives its digest.
     *
     * @throws CopyFailedException if it cannot be read to its end
     * @throws IOException if what it is copied to fails
     */
    static String copy(ArchiveRequest item, ReadableStorage from, OutputStream to) throws IOException {
        Tell tell = new Tell(to);
        DigestOutputStream digesting = over(tell);
        try {
            from.copy(item.file(), digesting);
        } catch (IOException fault) {
            throw tell.failed ? fault : new CopyFailedException(item, fault);
        }
        return of(digesting);
    }

    /** Tells a fault in writing from one in reading. */
    private static final class Tell extends FilterOutputStream {
        private boolean failed;

        Tell(OutputStream to) {
            super(to);
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            try {
                out.write(bytes, from, count);
            } catch (IOException fault) {
                failed = true;
                throw fault;
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
