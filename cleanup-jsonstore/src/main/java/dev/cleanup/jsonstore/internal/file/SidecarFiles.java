package dev.cleanup.jsonstore.internal.file;

import dev.cleanup.jsonstore.internal.document.DocumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A token file and the files that lie beside it; where its name is a link, beside what it links to.
 *
 * @param file the file itself, not a link to it
 */
public record SidecarFiles(Path file) {

    public static SidecarFiles of(Path named) throws IOException {
        try {
            return new SidecarFiles(named.toRealPath());
        } catch (NoSuchFileException missing) {
            if (Files.isSymbolicLink(named)) {
                throw new DocumentException("it is a link to a file that is not there", missing);
            }
            Path absolute = named.toAbsolutePath();
            Path folder = absolute.getParent();
            if (folder == null) {
                throw new DocumentException("it names no file", missing);
            }
            return new SidecarFiles(folder.toRealPath().resolve(absolute.getFileName()));
        }
    }

    /** What the lock is held on; it stays for ever, and nobody reads or writes it. */
    public Path lock() {
        return sibling("cleanup-lock");
    }

    /** Which entries are being removed. */
    public Path marks() {
        return sibling("cleanup-marks");
    }

    /** What is to replace the file; whoever holds the lock may throw away what lies there. */
    public Path fresh() {
        return sibling("cleanup-new");
    }

    /** What is to replace the marks. */
    public Path freshMarks() {
        return sibling("cleanup-new-marks");
    }

    private Path sibling(String extension) {
        return file.resolveSibling(file.getFileName() + "." + extension);
    }

    Path folder() {
        Path folder = file.getParent();
        return folder == null ? file.toAbsolutePath() : folder;
    }
}
