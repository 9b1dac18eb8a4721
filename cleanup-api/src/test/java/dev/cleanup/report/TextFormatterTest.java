package dev.cleanup.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.storage.FileKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class TextFormatterTest {

    @Test
    void whatIsNotShownIsCountedWithoutWhatWasNeverToGo() {
        List<ItemReport> samples = new ArrayList<>(List.of(link("to-elsewhere")));
        OutcomeCounts files = OutcomeCounts.NONE;
        for (int i = 1; i <= 12; i++) {
            samples.add(deleted("f" + i));
            files = files.plus(OutcomeCounts.of(new Outcome.Deleted(), 1));
        }

        String text = report(files, samples).toText();

        assertThat(text).contains("to-elsewhere", "f9  deleted", "and 3 more").doesNotContain("f10");
    }

    private static ItemReport link(String name) {
        return new ItemReport(
                new ItemRef.OfEntry(name), 0, Outcome.kept(Reason.Kind.NAME, "symbolic link"), Optional.empty());
    }

    private static ItemReport deleted(String name) {
        return new ItemReport(
                new ItemRef.OfFile(FileKey.of(name)),
                1,
                new Outcome.Deleted(),
                Optional.of(new Reason(Reason.Kind.AGE, "old enough")));
    }

    private static CleanupReport report(OutcomeCounts files, List<ItemReport> samples) {
        TaskReport task = new TaskReport(
                "sweep",
                "old",
                new TaskOutcome.Completed(),
                ScanCounts.NOTHING,
                Map.of(),
                files,
                OutcomeCounts.NONE,
                samples,
                List.of());
        return new CleanupReport(
                "1",
                "media",
                "memory:/",
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                Duration.ZERO,
                List.of(),
                List.of(task),
                QuarantineReport.NOTHING,
                Optional.empty(),
                List.of());
    }
}
