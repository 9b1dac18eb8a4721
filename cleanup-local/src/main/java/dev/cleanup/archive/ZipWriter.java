package dev.cleanup.archive;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.storage.ArchiveRequest;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Writes one zip file so that its name appears only once it is whole, durable and read back. Used once. */
final class ZipWriter {

    static final String MANIFEST = "manifest.json";
    private static final String PART = ".part";
    private static final String SPOOL = ".spool.part";
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

    /** What happens on the way to a zip file. */
    @FunctionalInterface
    interface Course {

        /** A step was taken. */
        void reached(Step step) throws IOException;

        /** Returns when all of a file or a folder is on the disk. */
        default void force(FileChannel channel) throws IOException {
            channel.force(true);
        }
    }

    private final Path directory;
    private final ReadableStorage from;
    private final Course course;

    private final ZipEntryNames names = new ZipEntryNames();
    private final Map<ArchiveRequest, Outcome> outcomes = new HashMap<>();

    /** Where each file lies that is whole. */
    private final Map<ArchiveRequest, String> entries = new LinkedHashMap<>();

    /** The digests of what was written, by entry. */
    private final Map<String, String> digests = new LinkedHashMap<>();

    /**
     * Into a directory.
     *
     * @param course lets something happen on the way
     */
    ZipWriter(Path directory, ReadableStorage from, Course course) {
        this.directory = directory;
        this.from = from;
        this.course = course;
    }

    /**
     * Writes a batch. A file that cannot be copied to its end is left out, and costs the others nothing.
     *
     * @return what became of each file
     * @throws IOException if nothing could be archived; nothing is left of the zip file
     */
    Map<ArchiveRequest, Outcome> write(List<ArchiveRequest> batch) throws IOException {
        Path zip = freeName(batch.get(0));
        Path part = zip.resolveSibling(zip.getFileName() + PART);
        FileChannel fresh = PrivateFile.make(part, WRITE);
        try {
            fill(batch, fresh, zip);
            if (entries.isEmpty()) {
                Files.delete(part);
                return outcomes;
            }
            verify(part);
            course.reached(Step.VERIFIED);
            Files.move(part, zip);
            course.reached(Step.NAMED);
            force(directory);
            entries.forEach((item, entry) -> outcomes.put(item, new Outcome.Archived(location(zip, entry))));
            return outcomes;
        } catch (IOException | RuntimeException fault) {
            Files.deleteIfExists(part);
            throw fault;
        }
    }

    /** As a {@code jar:} URL has it, which decodes what stands behind the mark. */
    private static String location(Path zip, String entry) {
        return zip.toUri() + "!/" + entry.replace("%", "%25");
    }

    /** The next number for this run and task; a name is taken by the run alone that it names. */
    private Path freeName(ArchiveRequest first) {
        String task = first.task().replaceAll("[^A-Za-z0-9-]+", "_");
        String stem = WHEN.format(first.at()) + "-" + shortened(task, 40) + "-" + shortened(first.run(), 8) + "-";
        int number = 1;
        while (Files.exists(directory.resolve(nameOf(stem, number)))
                || Files.exists(directory.resolve(nameOf(stem, number) + PART))
                || Files.exists(directory.resolve(nameOf(stem, number) + SPOOL))) {
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

    private void fill(List<ArchiveRequest> batch, FileChannel fresh, Path zip) throws IOException {
        try (FileChannel channel = fresh;
                EntrySpool spool = new EntrySpool(zip.resolveSibling(zip.getFileName() + SPOOL))) {
            course.reached(Step.MADE);
            write(batch, channel, spool);
            course.reached(Step.WRITTEN);
            course.force(channel);
        }
        course.reached(Step.DURABLE);
    }

    private void write(List<ArchiveRequest> batch, FileChannel channel, EntrySpool spool) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(
                new BufferedOutputStream(Channels.newOutputStream(channel)), StandardCharsets.UTF_8);
        ZipManifest manifest = new ZipManifest();
        for (ArchiveRequest item : batch) {
            try {
                add(item, spool.take(item, from), spool, zip, manifest);
            } catch (CopyFailedException uncopied) {
                outcomes.put(item, uncopied.outcome());
            }
        }
        add(manifest, zip);
        zip.finish();
        zip.flush();
    }

    private void add(ArchiveRequest item, String digest, EntrySpool spool, ZipOutputStream zip, ZipManifest manifest)
            throws IOException {
        String entry = names.nameOf(item.file().key());
        zip.putNextEntry(new ZipEntry(entry));
        spool.giveTo(zip);
        zip.closeEntry();
        entries.put(item, entry);
        digests.put(entry, digest);
        manifest.add(item, entry, digest);
    }

    private void add(ZipManifest manifest, ZipOutputStream zip) throws IOException {
        zip.putNextEntry(new ZipEntry(MANIFEST));
        DigestOutputStream digesting = Sha256Copy.over(zip);
        digesting.write(manifest.text().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
        digests.put(MANIFEST, Sha256Copy.of(digesting));
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
        DigestOutputStream digesting = Sha256Copy.ofNothingElse();
        try (InputStream content = zip.getInputStream(entry)) {
            content.transferTo(digesting);
        }
        if (!Sha256Copy.of(digesting).equals(digest)) {
            throw damaged(part, "another content of " + name);
        }
    }

    private static IOException damaged(Path part, String what) {
        return new IOException("the archive " + part + " reads back with " + what
                + ", so none of its files was deleted. Check the disk below it");
    }

    /** Makes the name durable, where a system can: only those of the kind of Unix sync names. */
    private void force(Path directory) throws IOException {
        if (!directory.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return;
        }
        try (FileChannel channel = FileChannel.open(directory, READ)) {
            course.force(channel);
        }
    }
}
