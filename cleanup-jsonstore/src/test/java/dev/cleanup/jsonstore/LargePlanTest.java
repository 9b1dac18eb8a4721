package dev.cleanup.jsonstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.jsonstore.internal.codec.SamplePlans;
import dev.cleanup.report.CleanupPlan;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargePlanTest {

    @TempDir
    Path folder;

    @Test
    void aPlanOfAHundredThousandItemsIsReadBackEqual() {
        Path file = folder.resolve("plan.json");
        CleanupPlan plan = SamplePlans.large(100_000);

        JsonPlans.write(plan, file);

        // Not by an assertion that would print both.
        assertThat(JsonPlans.read(file).equals(plan)).isTrue();
    }
}
