package dev.cleanup.jsonstore.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.jsonstore.Inside;
import dev.cleanup.jsonstore.JsonPlans;
import dev.cleanup.jsonstore.RandomPlans;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.ItemRef;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.report.TaskPlan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class PlanRoundTripTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("plan.json");
    }

    private CleanupPlan written(CleanupPlan plan) {
        JsonPlans.write(plan, file);
        return JsonPlans.read(file);
    }

    @Test
    void aPlanWithEverythingThatAPlanCanHoldIsReadBackEqual() {
        assertThat(written(SamplePlans.everything())).isEqualTo(SamplePlans.everything());
    }

    @Test
    void theSampleWithEverythingHoldsEveryKind() {
        assertThat(types(SamplePlans.outcomes())).containsExactlyInAnyOrder(Outcome.class.getPermittedSubclasses());
        assertThat(types(SamplePlans.subjects())).containsExactlyInAnyOrder(ItemRef.class.getPermittedSubclasses());
        assertThat(types(SamplePlans.taskOutcomes()))
                .containsExactlyInAnyOrder(TaskOutcome.class.getPermittedSubclasses());
    }

    private static List<Class<?>> types(Stream<?> values) {
        return values.<Class<?>>map(Object::getClass).toList();
    }

    @Test
    void aPlanWithoutTasksIsReadBackEqual() {
        assertThat(written(SamplePlans.plan())).isEqualTo(SamplePlans.plan());
    }

    @Test
    void anApprovalIsStoredWithThePlan() {
        CleanupPlan approved = SamplePlans.small().approvedBy("kim");

        assertThat(written(approved)).isEqualTo(approved);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quote \" back \\ slash",
                "line\nreturn\rtab\tbell\u0007delete\u007f",
                "u\u0308 \u00fc \u65e5\u672c \u05d0",
                "\ud83d\ude00 \udb40\udc41",
                "\u202egpj.exe \u200b\u00a0\u2028\ufeff",
                " ends with blank ",
                "\u0001\u001b[31m"
            })
    void aNameSurvives(String name) {
        var item = SamplePlans.item(SamplePlans.file(name));
        TaskPlan task = SamplePlans.task("t", new TaskOutcome.Completed(), List.of(item), List.of());

        assertThat(written(SamplePlans.plan(task)).task("t").items()).containsExactly(item);
    }

    @ParameterizedTest
    @ValueSource(strings = {"half \ud83d of a pair", "\ude00", "\udb40", "\u0000"})
    void evenTextThatNoFileCanStoreAsItIsSurvives(String note) {
        assertThat(written(SamplePlans.withNote(note)).notes()).containsExactly(note);
    }

    @Test
    void randomPlansAreReadBackEqual() throws IOException {
        JsonTokens.Faults faults = (fault, cause) -> Inside.unreadable(file, fault, cause);
        for (long seed = 0; seed < 100; seed++) {
            CleanupPlan plan = new RandomPlans(seed).plan();
            InputStream stored = new ByteArrayInputStream(SamplePlans.bytes(plan));
            assertThat(PlanCodec.FORMAT.read(stored, faults))
                    .as("seed %d", seed)
                    .isEqualTo(plan);
        }
    }
}
