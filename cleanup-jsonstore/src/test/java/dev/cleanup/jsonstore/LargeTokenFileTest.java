package dev.cleanup.jsonstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeTokenFileTest {

    private static final int TOKENS = 200_000;

    @TempDir
    Path folder;

    @Test
    void twoHundredThousandTokensFitIntoAHeapOf128Megabytes() throws Exception {
        Path file = folder.resolve("recovery_tokens.json");
        Path audio = Files.createDirectory(folder.resolve("audio"));
        write(file);
        for (int i = 0; i < TOKENS; i += TOKENS / 10) {
            Files.createFile(audio.resolve(i + ".wav"));
        }

        String output = ChildHost.outputOf(
                ChildHost.start(List.of(), List.of("-Xmx128m"), "sweep", file.toString(), audio.toString()));

        assertThat(output).contains("settled 10000", "success true");
        assertThat(Files.size(file)).isBetween(50_000_000L, 60_000_000L);
        try (var left = Files.list(audio)) {
            assertThat(left).allMatch(path -> path.endsWith(".cleanup"));
        }
    }

    /** One in twenty has expired. */
    private static void write(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("{");
            for (int i = 0; i < TOKENS; i++) {
                out.write(i == 0 ? "\n" : ",\n");
                out.write("""
                          "%032x": {
                            "session": "%s",
                            "created_at": "2026-01-01T00:00:00Z",
                            "expires_at": "%s-01-02T00:00:00Z",
                            "audio": "%d.wav"
                          }""".formatted(i, "s".repeat(130), i % 20 == 0 ? "2026" : "2099", i));
            }
            out.write("\n}\n");
        }
    }
}
