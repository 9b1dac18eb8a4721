package dev.cleanup.examples.quickstart;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;

/**
 * A host with a database in a file and several hundred uploads: recordings with their variants, documents with odd
 * names, files that nobody names any more, and links that lead out of the directory.
 */
final class SampleHost {

    private static final int RECORDINGS = 240;
    private static final int OLD_RECORDINGS = 70;
    private static final int UPLOADS = 12;

    private static final List<String> ODD_DOCUMENTS = List.of(
            "annual report.pdf",
            "it's mine.txt",
            "she said \"no\".txt",
            "-rf",
            "two\nlines.txt",
            "Gr\u00fc\u00dfe.txt");
    private static final List<String> ODD_ORPHANS =
            List.of("old report.pdf", "'quoted'.txt", "\"quoted\".txt", "--force", "one\ntwo.txt", "\u00dcberrest.txt");

    private final Path home;
    private final SampleDatabase database;
    private final Set<String> orphans = new TreeSet<>();
    private final Set<String> young = new TreeSet<>();
    private final List<String> leftOut = new ArrayList<>();

    private SampleHost(Path home) {
        this.home = home;
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:file:" + home.resolve("database").resolve("host"));
        this.database = new SampleDatabase(h2);
    }

    /** Makes the host in an empty directory. */
    static SampleHost in(Path home) throws IOException, SQLException {
        SampleHost host = new SampleHost(home);
        host.addFolders();
        host.addRecordings();
        host.addDocuments();
        host.addOrphans();
        return host;
    }

    private void addFolders() throws IOException {
        Files.createDirectories(uploads().resolve("audio"));
        Files.createDirectories(uploads().resolve("documents"));
        Files.createDirectories(outside());
        Files.writeString(uploads().resolve(".gitkeep"), "");
        Files.writeString(outside().resolve("contract.txt"), "The only copy.\n");
        // Whoever follows one of them takes the contract for an upload that nobody names.
        Files.createSymbolicLink(
                uploads().resolve("documents/contract.txt"), outside().resolve("contract.txt"));
        Files.createSymbolicLink(uploads().resolve("documents/archive"), outside());
    }

    private void addRecordings() throws IOException, SQLException {
        List<String> named = new ArrayList<>();
        for (int i = 1; i <= RECORDINGS; i++) {
            String stem = "audio/session-%04d".formatted(i);
            named.add(write(stem + ".m4a"));
            if (i % 2 == 0) {
                write(stem + "_processed.mp3");
            }
        }
        named.add("audio/gone-long-ago.m4a");
        database.create("sessions", "audio", named);
        database.addEmpty("sessions", "audio");
    }

    private void addDocuments() throws IOException, SQLException {
        List<String> named = new ArrayList<>();
        for (int i = 1; i <= 60; i++) {
            named.add(write("documents/letter-%02d.pdf".formatted(i)));
        }
        for (String name : storable(ODD_DOCUMENTS)) {
            named.add(write("documents/" + name));
        }
        database.create("documents", "path", named);
    }

    private void addOrphans() throws IOException {
        for (int i = 1; i <= OLD_RECORDINGS; i++) {
            String stem = "audio/cancelled-%04d".formatted(i);
            orphans.add(write(stem + ".m4a"));
            orphans.add(write(stem + "_processed.mp3"));
        }
        for (String name : storable(ODD_ORPHANS)) {
            orphans.add(write("documents/" + name));
        }
    }

    /** Uploads of the last hour, whose rows are not committed yet. */
    void receiveUploads(Instant now) throws IOException {
        for (int i = 1; i <= UPLOADS; i++) {
            String name = write("audio/upload-%02d.part".formatted(i));
            FileTime time = FileTime.from(now.minus(Duration.ofMinutes(5L * i)));
            Files.setLastModifiedTime(uploads().resolve(name), time);
            young.add(name);
        }
    }

    private String write(String name) throws IOException {
        int lines = 40 + Math.floorMod(name.hashCode(), 100);
        Files.writeString(
                uploads().resolve(name),
                "content of the upload %s%n".formatted(name).repeat(lines));
        return name;
    }

    /** The names that the locale can hold; a JVM under the POSIX locale cannot name a file with other letters. */
    private List<String> storable(List<String> names) {
        return names.stream().filter(this::canBeHeld).toList();
    }

    private boolean canBeHeld(String name) {
        try {
            return uploads().resolve(name).endsWith(name);
        } catch (InvalidPathException cannotBeHeld) {
            leftOut.add(name);
            return false;
        }
    }

    Path home() {
        return home;
    }

    Path uploads() {
        return home.resolve("uploads");
    }

    Path outside() {
        return home.resolve("outside");
    }

    DataSource database() {
        return database.dataSource();
    }

    /** Files that no row names, by their names below the uploads. */
    Set<String> orphans() {
        return orphans;
    }

    /** Files that no row names yet. */
    Set<String> young() {
        return young;
    }

    /** Odd names that the locale cannot hold, and so not among the files. */
    List<String> leftOut() {
        return leftOut;
    }

    /** The regular files that lie below a folder of the uploads now; links are no files. */
    Set<String> files(String folder) throws IOException {
        try (Stream<Path> all = Files.walk(uploads().resolve(folder))) {
            Set<String> names = new TreeSet<>();
            all.filter(path -> Files.isRegularFile(path, NOFOLLOW_LINKS))
                    .forEach(path -> names.add(uploads().relativize(path).toString()));
            return names;
        }
    }

    /** Deletes the whole host. Links are deleted, not followed. */
    void delete() throws IOException {
        Files.walkFileTree(home, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException fault) throws IOException {
                if (fault != null) {
                    throw fault;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
