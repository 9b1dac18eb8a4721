package dev.cleanup.guard;

import dev.cleanup.report.PlannedItem;
import java.util.List;
import java.util.Locale;

/** Words of refusals, the same in every locale. */
final class RefusalText {

    private static final int SAMPLES = 20;

    private RefusalText() {}

    static String text(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }

    static List<String> samples(Evidence evidence) {
        return evidence.items().stream().limit(SAMPLES).map(PlannedItem::name).toList();
    }
}
