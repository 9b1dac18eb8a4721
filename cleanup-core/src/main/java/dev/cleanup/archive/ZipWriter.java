package dev.cleanup.archive;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.cleanup.storage.Archival;
import dev.cleanup.storage.ReadableStorage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Writes one zip file so that its name appears only once it is whole, durable and read back. Used once. */
final class ZipWriter {

    static final String MANIFEST = "manifest.json";
    private static final String PART = ".part";
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** How far a zip file has come: what its directory holds on the way, a crash may leave there. */
    enum Step {
        MADE,
        WRITTEN,
        DURABLE,
        VERIFIED,
        NAMED
    }

    private final Path directory;
    private final ReadableStorage from;
    private final Consumer<Step> reached;

    /** The digests of what was written, by entry. */
    private final Map<String, String> digests = new LinkedHashMap<>();

    /**
     * Into a directory.
     *
     * @param reached lets something happen on the way
     */
    ZipWriter(Path directory, ReadableStorage from, Consumer<Step> reached) {
        this.directory = directory;
        this.from = from;
        this.reached = reached;
    }

    /** Where a file lies in its zip file. */
    static String entryOf(Archival item) {
        return "files/" + item.file().key();
    }

    /**
     * Writes a batch.
     *
     * @return the zip file
     * @throws UncopiedException if a file could not be copied; nothing is left of the zip file
     */
    Path write(List<Archival> batch) throws IOException {
        Path zip = freeName(batch.get(0));
        Path part = zip.resolveSibling(zip.getFileName() + PART);
        FileChannel fresh = FileChannel.open(part, CREATE_NEW, WRITE);
        try {
            fill(batch, fresh);
            verify(part);
            reached.accept(Step.VERIFIED);
            Files.move(part, zip);
            reached.accept(Step.NAMED);
            force(directory);
            return zip;
        } catch (IOException | RuntimeException fault) {
            Files.deleteIfExists(part);
            throw fault;
        }
    }

    /** The next number for this run and task; a name is taken by the run alone that it names. */
    private Path freeName(Archival first) {
        String task = first.task().replaceAll("[^A-Za-z0-9-]+", "_");
        String stem = WHEN.format(first.at()) + "-" + shortened(task, 40) + "-" + shortened(first.run(), 8) + "-";
        int number = 1;
        while (Files.exists(directory.resolve(nameOf(stem, number)))
                || Files.exists(directory.resolve(nameOf(stem, number) + PART))) {
            number++;
        }
        return directory.resolve(nameOf(stem, number));
    }

    private static String nameOf(String stem, int number) {
        return stem + String.format(Locale.ROOT, "%04d", number) + ".zip";
    }

    private static String shortened(String text, int most) {
        return text.substring(0, Math.min(most, text.length()));
    }

    private void fill(List<Archival> batch, FileChannel fresh) throws IOException {
        try (FileChannel channel = fresh) {
            reached.accept(Step.MADE);
            write(batch, channel);
            reached.accept(Step.WRITTEN);
            channel.force(true);
        }
        reached.accept(Step.DURABLE);
    }

    private void write(List<Archival> batch, FileChannel channel) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(
                new BufferedOutputStream(Channels.newOutputStream(channel)), StandardCharsets.UTF_8);
        Manifest manifest = new Manifest();
        for (Archival item : batch) {
            zip.putNextEntry(new ZipEntry(entryOf(item)));
            String digest = Digests.copy(item, from, zip);
            zip.closeEntry();
            digests.put(entryOf(item), digest);
            manifest.add(item, entryOf(item), digest);
        }
        zip.putNextEntry(new ZipEntry(MANIFEST));
        DigestOutputStream digesting = Digests.over(zip);
        digesting.write(manifest.text().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
        digests.put(MANIFEST, Digests.of(digesting));
        zip.finish();
        zip.flush();
    }

    /** Opens the zip file as anybody would, and reads each entry to its end. */
    private void verify(Path part) throws IOException {
        try (ZipFile zip = new ZipFile(part.toString(), StandardCharsets.UTF_8)) {
            if (zip.size() != digests.size()) {
                throw damaged(part, zip.size() + " entries instead of " + digests.size());
            }
            for (Map.Entry<String, String> expected : digests.entrySet()) {
                verify(zip, part, expected.getKey(), expected.getValue());
            }
        }
    }

    private static void verify(ZipFile zip, Path part, String name, String digest) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw damaged(part, "no entry " + name);
        }
        DigestOutputStream digesting = Digests.ofNothingElse();
        try (InputStream content = zip.getInputStream(entry)) {
            content.transferTo(digesting);
        }
        if (!Digests.of(digesting).equals(digest)) {
            throw damaged(part, "another content of " + name);
        }
    }

    private static IOException damaged(Path part, String what) {
        return new IOException("the archive " + part + " reads back with " + what
                + ", so none of its files was deleted. Check the disk below it");
    }

    /** Makes the name durable, where a system can: only those of the kind of Unix sync names. */
    private static void force(Path directory) throws IOException {
        if (!directory.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return;
        }
        try (FileChannel channel = FileChannel.open(directory, READ)) {
            channel.force(true);
        }
    }
}
