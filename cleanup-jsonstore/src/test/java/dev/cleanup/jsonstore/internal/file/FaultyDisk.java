package dev.cleanup.jsonstore.internal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The real disk, on which some calls fail: the n-th one, that one and all that follow as after a crash, or those of a kind. */
public final class FaultyDisk implements FileCalls {

    /** Thrown as a crash would end the process: nothing after it works. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;

        Crash(String call) {
            super(call);
        }
    }

    private enum Kind {
        NONE,
        FAIL,
        CRASH
    }

    public final List<String> calls = new ArrayList<>();
    private final Kind kind;
    private final int at;
    private final String call;
    private Runnable meanwhile = () -> {};
    private boolean losesBytes;
    private Path replaced = Path.of("");
    private Runnable beforeMove = () -> {};

    private FaultyDisk(Kind kind, int at, String call) {
        this.kind = kind;
        this.at = at;
        this.call = call;
    }

    public static FaultyDisk healthy() {
        return new FaultyDisk(Kind.NONE, 0, "");
    }

    /** The call of that number fails, from one. */
    static FaultyDisk failingAt(int at) {
        return new FaultyDisk(Kind.FAIL, at, "");
    }

    /** The call of that number never returns, and no other begins. */
    static FaultyDisk crashingAt(int at) {
        return new FaultyDisk(Kind.CRASH, at, "");
    }

    /** Each call fails that begins like this, such as {@code move recovery_tokens.json}. */
    public static FaultyDisk failing(String call) {
        return new FaultyDisk(Kind.FAIL, -1, call);
    }

    /** Somebody does something each time that a new file has just been forced to disk. */
    public FaultyDisk meanwhile(Runnable action) {
        meanwhile = action;
        return this;
    }

    /** Somebody does something right before a file is replaced. */
    public FaultyDisk beforeMove(Path file, Runnable action) {
        replaced = file.getFileName();
        beforeMove = action;
        return this;
    }

    /** Loses a byte in the middle of whatever it copies that is longer than ten, and says nothing. */
    public FaultyDisk losingBytes() {
        losesBytes = true;
        return this;
    }

    private void meet(String name, Object what) throws IOException {
        String met = name + " " + what;
        calls.add(met);
        boolean hit = !call.isEmpty() && met.startsWith(call);
        if (kind == Kind.FAIL && (hit || calls.size() == at)) {
            throw new IOException("injected: " + met);
        } else if (kind == Kind.CRASH && calls.size() >= at) {
            throw new Crash(met);
        }
    }

    @Override
    public FileChannel create(Path file) throws IOException {
        meet("create", file.getFileName());
        return NioFileCalls.INSTANCE.create(file);
    }

    @Override
    public FileChannel append(Path file) throws IOException {
        meet("append", file.getFileName());
        return NioFileCalls.INSTANCE.append(file);
    }

    /** Half of the bytes get there, as on a full disk. */
    @Override
    public void write(FileChannel to, ByteBuffer bytes) throws IOException {
        try {
            meet("write", "");
        } catch (IOException | Crash fault) {
            NioFileCalls.INSTANCE.write(to, bytes.slice(0, bytes.remaining() / 2));
            throw fault;
        }
        NioFileCalls.INSTANCE.write(to, bytes);
    }

    @Override
    public void copy(FileChannel from, long start, long end, FileChannel to) throws IOException {
        try {
            meet("copy", "");
        } catch (IOException | Crash fault) {
            NioFileCalls.INSTANCE.copy(from, start, (start + end) / 2, to);
            throw fault;
        }
        long middle = (start + end) / 2;
        NioFileCalls.INSTANCE.copy(from, start, middle, to);
        NioFileCalls.INSTANCE.copy(from, losesBytes && end - start > 10 ? middle + 1 : middle, end, to);
    }

    @Override
    public void truncate(FileChannel file, long size) throws IOException {
        meet("truncate", "");
        NioFileCalls.INSTANCE.truncate(file, size);
    }

    @Override
    public void own(Path file, UserPrincipal owner, GroupPrincipal group) throws IOException {
        meet("own", file.getFileName());
        NioFileCalls.INSTANCE.own(file, owner, group);
    }

    @Override
    public void permit(Path file, Set<PosixFilePermission> permissions) throws IOException {
        meet("permit", file.getFileName());
        NioFileCalls.INSTANCE.permit(file, permissions);
    }

    @Override
    public void force(FileChannel file) throws IOException {
        meet("force", "");
        NioFileCalls.INSTANCE.force(file);
        meanwhile.run();
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        meet("move", to.getFileName());
        if (to.getFileName().equals(replaced)) {
            beforeMove.run();
        }
        NioFileCalls.INSTANCE.move(from, to);
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        meet("forceFolder", "");
        NioFileCalls.INSTANCE.forceFolder(folder);
    }

    @Override
    public void deleteIfExists(Path file) throws IOException {
        meet("delete", file.getFileName());
        NioFileCalls.INSTANCE.deleteIfExists(file);
    }
}
