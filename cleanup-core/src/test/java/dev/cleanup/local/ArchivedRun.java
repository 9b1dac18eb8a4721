package dev.cleanup.local;

import static dev.cleanup.CleanupTask.orphans;

import dev.cleanup.Cleanup;
import dev.cleanup.archive.StorageArchive;
import dev.cleanup.archive.ZipArchive;
import dev.cleanup.storage.Archive;
import dev.cleanup.testkit.fake.InMemoryReferences;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** A run that archives the orphans of a small store before it deletes them. Also a program that does it. */
final class ArchivedRun {

    /** Where the copies go, in a directory of its own. */
    enum Kind {
        ZIP(ZipArchive::in),
        STORAGE(directory -> StorageArchive.in(LocalDirectory.at(directory)));

        private final Function<Path, Archive> archive;

        Kind(Function<Path, Archive> archive) {
            this.archive = archive;
        }

        Archive in(Path directory) {
            return archive.apply(directory);
        }
    }

    static final String TASK = "orphans";

    /** What nobody names. */
    static final List<String> ORPHANS = List.of("a", "d/b", "d/e/c");

    static final String USED = "d/used";

    private ArchivedRun() {}

    /** A store of fresh files; one is longer than what is written at once. */
    static Path store(Path directory) throws IOException {
        for (String key : ORPHANS) {
            Files.createDirectories(directory.resolve(key).getParent());
            Files.write(directory.resolve(key), content(key));
        }
        Files.write(directory.resolve(USED), content(USED));
        return directory;
    }

    /** Does not compress, and is the same each time. */
    static byte[] content(String key) {
        byte[] bytes = new byte[key.equals("a") ? 40_000 : 300];
        new Random(key.hashCode()).nextBytes(bytes);
        return bytes;
    }

    static Cleanup over(LocalDirectory storage, Archive archive, Instant now) {
        return Cleanup.of("media", storage)
                .referencedBy(InMemoryReferences.named("database").add(USED))
                .task(orphans(TASK).olderThan(Duration.ofDays(1)).archivingTo(archive))
                .clock(InstantSource.fixed(now))
                .build();
    }

    /** Takes the kind of the archive, the store, the archive's directory, and the instant. */
    public static void main(String[] arguments) {
        Archive archive = Kind.valueOf(arguments[0]).in(Path.of(arguments[2]));
        over(LocalDirectory.at(Path.of(arguments[1])), archive, Instant.parse(arguments[3]))
                .run();
    }
}
