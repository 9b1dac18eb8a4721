package dev.cleanup.benchmarks;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.cleanup.local.LocalDirectory;
import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.LookupSink;
import dev.cleanup.storage.StoredFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The removal of numbered files, with one step more each time, to see what each costs. */
final class Steps {

    private static final List<String> LADDER = List.of("unlink", "look", "move", "look-again", "journal");

    private final Path root;
    private final Path aside;
    private final int step;

    private Steps(Path root, Path aside, int step) {
        this.root = root;
        this.aside = aside;
        this.step = step;
    }

    /** Takes the last step, root, number of files and a folder to move them to. */
    public static void main(String[] args) throws Exception {
        Path root = Path.of(args[1]);
        int files = Integer.parseInt(args[2]);
        int step = LADDER.indexOf(args[0]);
        LocalDirectory directory = LocalDirectory.at(root);
        int batch = directory.batchSize();
        Steps steps = new Steps(root, Files.createDirectories(Path.of(args[3])), step);
        Rounds.play(() -> {
            for (int from = 0; from < files; from += batch) {
                int to = Math.min(files, from + batch);
                if (step < 0) {
                    throughDirectory(directory, from, to);
                } else {
                    steps.remove(from, to);
                }
            }
            return new Finding.Count(files);
        });
    }

    private boolean goesUpTo(String name) {
        return step >= LADDER.indexOf(name);
    }

    /** A batch, folder by folder. */
    private void remove(int from, int to) throws IOException {
        if (goesUpTo("journal")) {
            writeJournal(from, to);
        }
        try (SecureDirectoryStream<Path> there = open(aside)) {
            for (int next = from; next < to; next = Tree.endOfFolder(next)) {
                try (SecureDirectoryStream<Path> here =
                        open(root.resolve(Tree.path(next)).getParent())) {
                    for (int number = next; number < Math.min(to, Tree.endOfFolder(next)); number++) {
                        remove(Path.of(Tree.path(number)).getFileName(), here, there);
                    }
                }
            }
        }
    }

    private static SecureDirectoryStream<Path> open(Path folder) throws IOException {
        return (SecureDirectoryStream<Path>) Files.newDirectoryStream(folder);
    }

    private void remove(Path name, SecureDirectoryStream<Path> here, SecureDirectoryStream<Path> there)
            throws IOException {
        if (goesUpTo("look")) {
            look(here, name);
        }
        if (!goesUpTo("move")) {
            here.deleteFile(name);
            return;
        }
        here.move(name, there, name);
        if (goesUpTo("look-again")) {
            look(there, name);
        }
        there.deleteFile(name);
    }

    private static void look(SecureDirectoryStream<Path> folder, Path name) throws IOException {
        BasicFileAttributeView view = folder.getFileAttributeView(name, BasicFileAttributeView.class, NOFOLLOW_LINKS);
        if (!view.readAttributes().isRegularFile()) {
            throw new IOException(name + " is no file");
        }
    }

    private void writeJournal(int from, int to) throws IOException {
        StringBuilder names = new StringBuilder();
        IntStream.range(from, to)
                .forEach(number -> names.append(Tree.path(number)).append('\n'));
        try (FileChannel journal = FileChannel.open(aside.resolve("journal"), WRITE, CREATE)) {
            journal.write(ByteBuffer.wrap(names.toString().getBytes()));
            journal.force(true);
        }
    }

    /** What the library's storage does, without its engine. */
    private static void throughDirectory(LocalDirectory directory, int from, int to) {
        List<StoredFile> found = new ArrayList<>();
        directory.lookUp(
                IntStream.range(from, to)
                        .mapToObj(number -> FileKey.of(Tree.path(number)))
                        .toList(),
                new Found(found));
        directory.verify();
        directory.remove(found, (file, outcome) -> {
            if (!(outcome instanceof Outcome.Deleted)) {
                throw new IllegalStateException(file.key() + " was not deleted: " + outcome);
            }
        });
    }

    /** All are there, or nothing is measured. */
    private record Found(List<StoredFile> files) implements LookupSink {

        @Override
        public void found(StoredFile file) {
            files.add(file);
        }

        @Override
        public void absent(FileKey key) {
            throw new IllegalStateException(key + " is absent");
        }

        @Override
        public void unusable(FileKey key, String why) {
            throw new IllegalStateException(key + " is unusable: " + why);
        }

        @Override
        public void unknown(FileKey key, Failure failure) {
            throw new IllegalStateException(key + " is unknown: " + failure);
        }
    }
}
