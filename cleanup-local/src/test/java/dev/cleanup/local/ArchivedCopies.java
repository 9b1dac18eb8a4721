package dev.cleanup.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What an archive holds, by key: whatever stands under a final name must be whole, and its manifest must say the same. */
final class ArchivedCopies {

    private static final Pattern FILE = Pattern.compile(
            "\"entry\": \"([^\"]+)\",\\s+\"key\": \"([^\"]+)\",\\s+\"size\": (\\d+),\\s+\"sha256\": \"([0-9a-f]{64})\"");

    private final Map<String, byte[]> copies = new TreeMap<>();

    private ArchivedCopies() {}

    static Map<String, byte[]> in(Path archive) throws IOException {
        ArchivedCopies found = new ArchivedCopies();
        for (Path file : filesBelow(archive)) {
            if (file.toString().endsWith(".zip")) {
                found.addZip(file);
            } else if (!file.toString().endsWith(".part")) {
                Path key = archive.relativize(file)
                        .subpath(2, archive.relativize(file).getNameCount());
                found.copies.put(key.toString(), Files.readAllBytes(file));
            }
        }
        return found.copies;
    }

    private static List<Path> filesBelow(Path archive) throws IOException {
        try (Stream<Path> all = Files.walk(archive)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private void addZip(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<MatchResult> described =
                    FILE.matcher(text(zip, "manifest.json")).results().toList();
            assertThat(zip.size()).as("entries of %s", file).isEqualTo(described.size() + 1);
            for (MatchResult one : described) {
                byte[] content = content(zip, one.group(1));
                assertThat(content).hasSize(Integer.parseInt(one.group(3)));
                assertThat(sha256(content)).isEqualTo(one.group(4));
                copies.put(one.group(2), content);
            }
        }
    }

    private static String text(ZipFile zip, String entry) throws IOException {
        return new String(content(zip, entry), StandardCharsets.US_ASCII);
    }

    private static byte[] content(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        assertThat(entry).as(name).isNotNull();
        try (InputStream in = zip.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
