package dev.cleanup.benchmarks;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a result depends on, in words. */
final class Machine {

    private Machine() {}

    /** One line, with the file system of a folder. */
    static String line(Path folder) throws IOException {
        return String.join(
                ", ",
                field("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors() + " cores",
                gigabytes(field("/proc/meminfo", "MemTotal")),
                "Linux "
                        + Files.readString(Path.of("/proc/sys/kernel/osrelease"))
                                .strip(),
                fileSystem(folder) + journal(folder),
                "JDK " + System.getProperty("java.runtime.version"));
    }

    /** How busy it was before. */
    static String load() throws IOException {
        return "load before: " + Files.readString(Path.of("/proc/loadavg")).strip();
    }

    /** Such as ext4. */
    static String fileSystem(Path folder) throws IOException {
        return Files.getFileStore(folder).type();
    }

    /** Without one, much is cheaper that is forced to the disk, and files are made slowly where others were just removed. */
    private static String journal(Path folder) throws IOException {
        FileStore store = Files.getFileStore(folder);
        Path journals = Path.of("/proc/fs/jbd2");
        if (!store.type().equals("ext4")) {
            return "";
        }
        try (Stream<Path> all = Files.exists(journals) ? Files.list(journals) : Stream.empty()) {
            String device = Path.of(store.name()).getFileName() + "-";
            return all.anyMatch(journal -> journal.getFileName().toString().startsWith(device))
                    ? ""
                    : " without a journal";
        }
    }

    private static String field(String file, String name) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown " + name);
        }
    }

    private static String gigabytes(String kilobytes) {
        return Math.round(Long.parseLong(List.of(kilobytes.split(" ")).get(0)) / 1024.0 / 1024.0) + " GB";
    }
}
