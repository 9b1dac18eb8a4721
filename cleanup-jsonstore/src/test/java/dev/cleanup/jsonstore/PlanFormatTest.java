package dev.cleanup.jsonstore;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.jsonstore.internal.codec.PlanFaultsTest;
import dev.cleanup.jsonstore.internal.codec.SamplePlans;
import dev.cleanup.report.CleanupPlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The format is a promise: files that were written by this version are read by later ones. */
@Tag("fast")
class PlanFormatTest {

    @TempDir
    Path folder;

    private String written(CleanupPlan plan) throws IOException {
        Path file = folder.resolve("plan.json");
        JsonPlans.write(plan, file);
        return Files.readString(file);
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = requireNonNull(PlanFormatTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aSmallPlanIsWrittenAsItAlwaysWas() throws IOException {
        assertThat(written(SamplePlans.small())).isEqualTo(golden("small-plan.json"));
    }

    @Test
    void aPlanWithEverythingIsWrittenAsItAlwaysWas() throws IOException {
        assertThat(written(SamplePlans.everything())).isEqualTo(golden("plan-with-everything.json"));
    }

    @Test
    void everyFieldIsDocumented() throws IOException {
        String documentation = Files.readString(Path.of("..", "docs", "plan-format.md"));

        assertThat(PlanFaultsTest.fieldsOf(golden("plan-with-everything.json")))
                .allSatisfy(name ->
                        assertThat(documentation).as("docs/plan-format.md").contains("`" + name + "`"));
    }

    @Test
    void theDocumentedExampleIsTheSmallPlan() throws IOException {
        assertThat(Files.readString(Path.of("..", "docs", "plan-format.md"))).contains(golden("small-plan.json"));
    }

    @Test
    void theFieldsMayComeInAnyOrderAfterTheFormat() throws IOException {
        Path file = Files.writeString(
                folder.resolve("plan.json"),
                golden("small-plan.json")
                        .replace("  \"id\": \"plan-1\",\n", "")
                        .replace("  \"notes\": []", "  \"notes\": [],\n  \"id\": \"plan-1\""));

        assertThat(JsonPlans.read(file)).isEqualTo(SamplePlans.small());
    }

    @Test
    void aKindMayComeAfterTheFieldsThatItCallsFor() throws IOException {
        String text = written(SamplePlans.everything())
                .replaceAll(
                        "\"kind\": \"setAside\",\\s*\"id\": \"aside-1\"",
                        "\"id\": \"aside-1\", \"kind\": \"setAside\"");
        Path file = Files.writeString(folder.resolve("plan.json"), text);

        assertThat(text).contains("\"id\": \"aside-1\", \"kind\": \"setAside\"");
        assertThat(JsonPlans.read(file)).isEqualTo(SamplePlans.everything());
    }

    @Test
    void lettersAndPicturesStandAsTheyAre() throws IOException {
        assertThat(written(SamplePlans.withNote("M\u00fcller \u65e5\u672c \ud83d\ude00")))
                .contains("\"M\u00fcller \u65e5\u672c \ud83d\ude00\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\u202e", "\u200b", "\u00a0", "\u2028", "\u007f", "\u0085", "\ufeff", "\ue000", "\udb40\udc41"})
    void whatNobodyWouldSeeIsEscaped(String unseen) throws IOException {
        assertThat(written(SamplePlans.withNote("a" + unseen + "b")))
                .contains(String.format("a\\u%04X", (int) unseen.charAt(0)))
                .doesNotContain(unseen);
    }
}
