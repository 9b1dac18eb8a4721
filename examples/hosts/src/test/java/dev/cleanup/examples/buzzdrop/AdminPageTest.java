package dev.cleanup.examples.buzzdrop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.examples.web.Caller;
import dev.cleanup.examples.web.Tokens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Row B7: the page as a browser has it. */
@Timeout(300)
class AdminPageTest {

    private static final String SCRIPT = "<script>alert(1)</script>";
    private static final String ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt;";

    @TempDir
    private Path directory;

    @Test
    void b7TheBrowserShowsEveryRunAsAMarkAndEveryNameAsText() throws Exception {
        Chromium browser = Chromium.in(directory);
        try (Drop drop = new Drop(directory)) {
            drop.start();
            cleanFiveTimes(drop);
            failOnce(drop);
            drop.upload(SCRIPT, 1);
            drop.store(SCRIPT);
            drop.clock.step(Duration.ofDays(2));

            Chromium.Seen seen = browser.open(login(drop));

            assertThat(seen.console()).singleElement().asString().contains("the console is heard");
            assertThat(count(seen.document(), "<rect class=\"mark good\"")).isEqualTo(5);
            assertThat(count(seen.document(), "<rect class=\"mark bad\"")).isEqualTo(1);
            assertThat(count(seen.document(), "<rect class=\"mark size\"")).isEqualTo(6);
            assertThat(count(seen.document(), ESCAPED))
                    .as("an upload and an orphan")
                    .isEqualTo(2);
            assertThat(seen.document())
                    .doesNotContain("<script")
                    .contains("Clean up now", "The last run: expired-files: 1 failed, 0 unknown");
            keepPicture(browser, drop);
        }
    }

    private static void cleanFiveTimes(Drop drop) {
        for (int i = 1; i <= 5; i++) {
            for (int j = 0; j < i; j++) {
                drop.upload("report-" + i + ".pdf", 1);
                drop.upload("kept-" + i + ".pdf", 24 * 30);
            }
            drop.clock.step(Duration.ofHours(2));
            assertThat(drop.clean()).endsWith("completed");
        }
    }

    private static void failOnce(Drop drop) {
        String odd = drop.upload("odd.pdf", 1);
        drop.set("expiry_at", odd, "next week");
        assertThat(drop.clean()).endsWith("failed");
        drop.set("expiry_at", odd, drop.zoneless(drop.clock.instant().plus(Duration.ofDays(30))));
    }

    /** A page that says something to the console, and then logs in as a person would. */
    private Path login(Drop drop) throws Exception {
        String token =
                new Tokens(Drop.SECRET, drop.clock).issue(new Caller("alice", AdminRoutes.ADMIN), Duration.ofHours(1));
        return Files.writeString(directory.resolve("login.html"), """
                <form method="post" action="http://localhost:%d/login"><input name="token" value="%s"></form>
                <script>console.error("the console is heard"); document.forms[0].submit();</script>
                """.formatted(drop.host.port(), token));
    }

    private static long count(String document, String part) {
        return Pattern.compile(Pattern.quote(part)).matcher(document).results().count();
    }

    /** For whoever wants to look at the page. */
    private void keepPicture(Chromium browser, Drop drop) throws Exception {
        Path picture = Path.of("target", "buzzdrop-admin.png").toAbsolutePath();
        if (Files.isDirectory(picture.getParent())) {
            browser.picture(login(drop), picture);
            assertThat(picture).isNotEmptyFile();
        }
    }
}
