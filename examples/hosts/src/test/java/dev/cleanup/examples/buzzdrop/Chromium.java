package dev.cleanup.examples.buzzdrop;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A browser without a window, with a profile of its own. */
record Chromium(Path directory) {

    private static final Path BROWSER = Path.of("/usr/bin/chromium");

    /** What a page became, and what it complained of. */
    record Seen(String document, List<String> console) {}

    /** The browser; without one, the test is skipped. */
    static Chromium in(Path directory) {
        assumeTrue(Files.isExecutable(BROWSER), "there is no " + BROWSER + " here: install the package chromium");
        return new Chromium(directory);
    }

    /** Opens a page, follows wherever it leads, and gives the document as it then is. */
    Seen open(Path page) throws Exception {
        Path document = directory.resolve("document.html");
        Path log = directory.resolve("browser.log");
        run(document, log, "--dump-dom", page.toUri().toString());
        List<String> console = Files.readAllLines(log).stream()
                .filter(line -> line.contains(":CONSOLE"))
                .toList();
        return new Seen(Files.readString(document), console);
    }

    /** Opens a page, follows wherever it leads, and takes a picture. */
    void picture(Path page, Path picture) throws Exception {
        Path log = directory.resolve("browser.log");
        run(
                directory.resolve("nothing"),
                log,
                "--screenshot=" + picture,
                "--window-size=1100,1400",
                page.toUri().toString());
    }

    private void run(Path out, Path log, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                BROWSER.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--enable-logging=stderr",
                "--virtual-time-budget=10000",
                "--user-data-dir=" + Files.createTempDirectory(directory, "profile")));
        command.addAll(List.of(arguments));
        Process browser = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(log.toFile())
                .start();
        try {
            if (!browser.waitFor(120, TimeUnit.SECONDS)) {
                throw new AssertionError(
                        "the browser did not end: " + new String(Files.readAllBytes(log), StandardCharsets.UTF_8));
            }
        } finally {
            browser.descendants().forEach(ProcessHandle::destroyForcibly);
            browser.destroyForcibly();
        }
    }
}
