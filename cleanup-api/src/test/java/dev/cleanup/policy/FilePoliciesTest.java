package dev.cleanup.policy;

import static dev.cleanup.policy.Known.file;
import static dev.cleanup.policy.Known.nothing;
import static dev.cleanup.policy.Policies.largerThan;
import static dev.cleanup.policy.Policies.megabytes;
import static dev.cleanup.policy.Policies.named;
import static dev.cleanup.policy.Policies.not;
import static dev.cleanup.policy.Policies.within;
import static dev.cleanup.policy.Verdict.KEEP;
import static dev.cleanup.policy.Verdict.REMOVE;
import static dev.cleanup.policy.Verdict.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanup.fact.Fact;
import dev.cleanup.storage.ByteSize;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class FilePoliciesTest {

    @Test
    void aNameFitsOneOfTheGlobs() {
        ItemPolicy scratch = named("*.tmp", "cache/**");

        assertThat(file("x/a.tmp").by(scratch)).isEqualTo(REMOVE);
        assertThat(file("cache/x/a").by(scratch)).isEqualTo(REMOVE);
        assertThat(file("x/a.mp3").by(scratch)).isEqualTo(KEEP);
        assertThat(file("x/a.mp3").reasonBy(scratch)).isEqualTo("its name is x/a.mp3");
    }

    @Test
    void aFolderHoldsWhatLiesInItAtAnyDepth() {
        assertThat(file("photos/a").by(within("photos"))).isEqualTo(REMOVE);
        assertThat(file("photos/x/a").by(within("photos"))).isEqualTo(REMOVE);
        assertThat(file("photos-old/a").by(within("photos"))).isEqualTo(KEEP);
        assertThat(file("Photos/a").by(within("photos"))).isEqualTo(KEEP);
        assertThat(file("photos").by(within("photos"))).isEqualTo(KEEP);
        assertThat(file("a").reasonBy(within("photos"))).isEqualTo("it lies in no folder");
    }

    @Test
    void aSizeIsExceededByOneByte() {
        Known atLimit = nothing().with(Fact.FILE_SIZE, 10L * 1024 * 1024);
        Known above = nothing().with(Fact.FILE_SIZE, 10L * 1024 * 1024 + 1);

        assertThat(atLimit.by(largerThan(megabytes(10)))).isEqualTo(KEEP);
        assertThat(above.by(largerThan(megabytes(10)))).isEqualTo(REMOVE);
        assertThat(nothing().with(Fact.FILE_SIZE, 0L).by(largerThan(0))).isEqualTo(KEEP);
        assertThat(atLimit.reasonBy(largerThan(0))).isEqualTo("its size is 10 MB");
    }

    @Test
    void whatIsNotKnownOfAFileDecidesNothing() {
        for (ItemPolicy rule : new ItemPolicy[] {named("*"), within("photos"), largerThan(0)}) {
            Fact<?> fact = rule.needs().iterator().next();
            for (Known facts : new Known[] {
                nothing(), nothing().unreadable(fact), nothing().without(fact)
            }) {
                assertThat(facts.by(rule)).as("%s of %s", rule, facts).isEqualTo(UNKNOWN);
                assertThat(facts.by(not(rule))).as("not %s of %s", rule, facts).isEqualTo(UNKNOWN);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/photos", "../photos", "photos//x", "photos/.", "photos//"})
    void aFolderThatCannotBeIsRefused(String folder) {
        assertThatThrownBy(() -> within(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("folder (" + folder + ")", "under not()", "Use its name");
    }

    @Test
    void noGlobAndNegativeSizesAreRefused() {
        assertThatThrownBy(Policies::named)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("globs ([])", "must not be empty", "Name at least one");
        assertThatThrownBy(() -> largerThan(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("bytes (-1)", "must not be negative", "Use");
        for (long megabytes : new long[] {-1, Long.MAX_VALUE}) {
            assertThatThrownBy(() -> megabytes(megabytes))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("megabytes (" + megabytes + ")", "must lie between");
        }
    }

    @Test
    void rulesOfFilesAreReadAsSentences() {
        assertThat(named("*.tmp").description()).isEqualTo("named *.tmp");
        assertThat(not(named("*.tmp")).description()).isEqualTo("not named *.tmp");
        assertThat(named("*.tmp", "*.{a,b}").description()).isEqualTo("named *.tmp or '*.{a,b}'");
        assertThat(not(named("a", "b")).description()).isEqualTo("named neither a nor b");
        assertThat(within("photos/").description()).isEqualTo("within photos");
        assertThat(not(within("my photos")).description()).isEqualTo("outside of 'my photos'");
        assertThat(largerThan(megabytes(10)).description()).isEqualTo("larger than 10 MB");
        assertThat(not(largerThan(1)).description()).isEqualTo("not larger than 1 byte");
    }

    @Test
    void rulesOfFilesAreValues() {
        assertThat(named("*.tmp")).isEqualTo(named("*.tmp")).isNotEqualTo(named("*.TMP"));
        assertThat(within("photos/")).isEqualTo(within("photos"));
        assertThat(largerThan(1024 * 1024)).isEqualTo(largerThan(megabytes(1)));
        assertThat(named("a").needs()).containsExactly(Fact.FILE_KEY);
        assertThat(within("a").needs()).containsExactly(Fact.FILE_KEY);
        assertThat(largerThan(1).needs()).containsExactly(Fact.FILE_SIZE);
    }

    @Test
    void sizesAreShownExactly() {
        assertThat(new ByteSize(0)).hasToString("0 bytes");
        assertThat(new ByteSize(1023)).hasToString("1023 bytes");
        assertThat(megabytes(1024)).hasToString("1 GB");
        assertThat(megabytes(1500)).hasToString("1500 MB");
        assertThat(new ByteSize(1024 * 1024 + 1)).hasToString("1048577 bytes (about 1.0 MB)");
        assertThat(new ByteSize(Long.MAX_VALUE)).hasToString("9223372036854775807 bytes (about 8.0 EB)");
    }
}
