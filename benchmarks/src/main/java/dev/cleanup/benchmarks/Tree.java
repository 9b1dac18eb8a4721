package dev.cleanup.benchmarks;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Numbered files in folders of a thousand.
 *
 * @param root where they are
 * @param files how many there are
 * @param bytes how long each of them is; they are sparse, so that they take no space
 */
record Tree(Path root, int files, long bytes) {

    /** How long ago the files were written, as far as a file can be made old. */
    static final Duration AGE = Duration.ofDays(2);

    private static final int FILES_IN_A_FOLDER = 1000;

    void build() throws IOException {
        for (int number = 0; number < files; number += FILES_IN_A_FOLDER) {
            Files.createDirectories(root.resolve(path(number)).getParent());
        }
        make(IntStream.range(0, files));
    }

    /** Makes those that are not there. */
    void make(IntStream numbers) throws IOException {
        FileTime old = FileTime.from(Instant.now().minus(AGE));
        for (int number : (Iterable<Integer>) numbers::iterator) {
            Path file = root.resolve(path(number));
            if (!Files.exists(file)) {
                create(file);
                Files.setLastModifiedTime(file, old);
            }
        }
    }

    private void create(Path file) throws IOException {
        if (bytes == 0) {
            Files.createFile(file);
        } else {
            try (RandomAccessFile sparse = new RandomAccessFile(file.toString(), "rw")) {
                sparse.setLength(bytes);
            }
        }
    }

    /** The numbers of the files that are there. */
    BitSet numbers() throws IOException {
        BitSet numbers = new BitSet(files);
        for (int number = 0; number < files; number += FILES_IN_A_FOLDER) {
            Path folder = root.resolve(path(number)).getParent();
            try (DirectoryStream<Path> there = Files.newDirectoryStream(folder)) {
                there.forEach(
                        file -> numbers.set(Integer.parseInt(file.getFileName().toString(), 4, 12, 10)));
            }
        }
        return numbers;
    }

    /** The number after the last one of a file's folder. */
    static int endOfFolder(int number) {
        return (number / FILES_IN_A_FOLDER + 1) * FILES_IN_A_FOLDER;
    }

    /** As applications name files: a few letters and something unique. */
    static String path(int number) {
        return padded(4, Integer.toString(number / FILES_IN_A_FOLDER))
                + "/rec-"
                + padded(8, Integer.toString(number))
                + "-"
                + padded(16, Long.toHexString(number * 0x9E3779B97F4A7C15L))
                + ".mp3";
    }

    /** Ten million names are made in a round, for which a format takes too long. */
    private static String padded(int width, String digits) {
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    void delete() throws IOException {
        if (Files.exists(root)) {
            try (Stream<Path> all = Files.walk(root)) {
                for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                    Files.delete(path);
                }
            }
        }
    }
}
