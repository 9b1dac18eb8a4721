package dev.cleanup.jsonstore.internal.history;

import dev.cleanup.jsonstore.internal.file.AtomicFile;
import dev.cleanup.jsonstore.internal.file.RegularFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of lines that grows, and the files beside it that it was renamed to when it had grown enough. */
public final class RotatingFiles {

    private static final Set<OpenOption> APPENDING =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);

    private final Path file;
    private final Path folder;
    private final long limit;
    private final String stem;
    private final String extension;
    private final Pattern rotated;

    public RotatingFiles(Path file, long limit) {
        this.file = file.toAbsolutePath();
        this.folder = file.toAbsolutePath().resolveSibling("");
        this.limit = limit;
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        this.stem = dot > 0 ? name.substring(0, dot) : name;
        this.extension = dot > 0 ? name.substring(dot) : "";
        this.rotated = Pattern.compile(Pattern.quote(stem) + "-(\\d{6,9})-[0-9a-f]{8}" + Pattern.quote(extension));
    }

    /** Appends a line. One that was torn before it is ended first, so that it takes nothing with it. */
    public void append(byte[] line) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(file.toString(), null, "something else than a regular file is there");
        }
        byte[] before = isTorn() ? new byte[] {'\n'} : new byte[0];
        ByteBuffer bytes =
                ByteBuffer.allocate(before.length + line.length).put(before).put(line);
        bytes.flip();
        try (FileChannel channel = FileChannel.open(file, APPENDING, AtomicFile.attributes(folder))) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        }
    }

    private boolean isTorn() throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = RegularFile.open(file, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return channel.size() > 0 && channel.read(last, channel.size() - 1) == 1 && last.get(0) != '\n';
        }
    }

    /** Renames the file if it has grown to its limit. The new name is nobody else's, so that nothing is replaced. */
    public boolean rotate() throws IOException {
        try {
            return Files.size(file) >= limit && rename();
        } catch (NoSuchFileException raced) {
            // Another process has renamed it just now.
            return false;
        }
    }

    private boolean rename() throws IOException {
        int number = 1 + renamed().stream().mapToInt(this::number).max().orElse(0);
        String unique = UUID.randomUUID().toString().substring(0, 8);
        String name = String.format(Locale.ROOT, "%s-%06d-%s%s", stem, number, unique, extension);
        Files.move(file, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    /** Takes files, as long as it wants more. */
    public interface Sink {
        boolean wantsMoreAfter(Path part) throws IOException;
    }

    /**
     * Shows the file itself, then those that it was renamed to, the last one first. Those are looked for afterwards: a file
     * that another process renames meanwhile is shown twice, rather than not at all.
     */
    public void newestFirst(Sink sink) throws IOException {
        if (sink.wantsMoreAfter(file)) {
            for (Path part : renamedNewestFirst()) {
                if (!sink.wantsMoreAfter(part)) {
                    return;
                }
            }
        }
    }

    /** What the file was renamed to, the last one first. */
    public List<Path> renamedNewestFirst() throws IOException {
        List<Path> files = renamed();
        files.sort(Comparator.comparingInt(this::number).reversed());
        return files;
    }

    private List<Path> renamed() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path each : all) {
                if (number(each) > 0) {
                    files.add(each);
                }
            }
        } catch (DirectoryIteratorException fault) {
            throw fault.getCause();
        }
        return files;
    }

    /** Which of the renamed files this is; 0 where it is none of them. */
    private int number(Path path) {
        Matcher matcher = rotated.matcher(String.valueOf(path.getFileName()));
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    /** Deletes a file that was renamed. */
    public void drop(Path renamed) throws IOException {
        if (number(renamed) > 0) {
            Files.deleteIfExists(renamed);
        }
    }
}
