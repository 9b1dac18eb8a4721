package dev.cleanup.examples.buzzdrop;

import dev.cleanup.local.LocalDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Uploads in a directory. */
record LocalUploads(Path folder, LocalDirectory storage) implements UploadStore {

    /** In a directory that is made if it is missing. */
    static LocalUploads in(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new LocalUploads(folder, LocalDirectory.at(folder));
    }

    @Override
    public void put(String name, byte[] content) {
        try {
            Files.write(folder.resolve(name), content);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    @Override
    public Optional<byte[]> get(String name) {
        try {
            return Optional.of(Files.readAllBytes(folder.resolve(name)));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
