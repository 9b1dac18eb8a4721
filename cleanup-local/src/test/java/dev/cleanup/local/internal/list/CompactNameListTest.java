package dev.cleanup.local.internal.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class CompactNameListTest {

    @Test
    void namesComeOutAsTheyWentInAsOftenAsAsked() {
        CompactNameList packed = new CompactNameList();
        List<String> names = new ArrayList<>(List.of("a", "caf\u00e9", "\ud83d\ude00", "new\nline", "x".repeat(255)));
        for (int i = 0; i < 10_000; i++) {
            names.add("file-" + i);
        }

        names.forEach(packed::add);

        assertThat(packed).containsExactlyElementsOf(names).containsExactlyElementsOf(names);
    }

    @Test
    void withoutNamesThereIsNothingToSee() {
        assertThat(new CompactNameList()).isEmpty();
    }
}
