package dev.cleanup.policy;

import static dev.cleanup.policy.Known.NOW;
import static dev.cleanup.policy.Known.files;
import static dev.cleanup.policy.Known.nothing;
import static dev.cleanup.policy.Policies.attribute;
import static dev.cleanup.policy.Policies.hasFiles;
import static dev.cleanup.policy.Policies.inUse;
import static dev.cleanup.policy.Policies.not;
import static dev.cleanup.policy.Policies.status;
import static dev.cleanup.policy.Policies.unreferenced;
import static dev.cleanup.policy.Verdict.KEEP;
import static dev.cleanup.policy.Verdict.REMOVE;
import static dev.cleanup.policy.Verdict.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanup.fact.Fact;
import dev.cleanup.outcome.Reason;
import dev.cleanup.reference.Owner;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class RecordPoliciesTest {

    private static final Fact<String> TYPE = Fact.attribute("storage_type");

    @Test
    void aStatusIsOneOfThoseGiven() {
        ItemPolicy done = status("completed", "failed");

        assertThat(Known.status("failed").by(done)).isEqualTo(REMOVE);
        assertThat(Known.status("running").by(done)).isEqualTo(KEEP);
        assertThat(done.judge(Known.status("running"), NOW).reason())
                .isEqualTo(new Reason(Reason.Kind.STATUS, "status running"));
    }

    @Test
    void aStatusIsEqualOnlyWhenEveryCharacterIs() {
        assertThat(Known.status("FAILED").by(status("failed"))).isEqualTo(KEEP);
        assertThat(Known.status("failed ").by(status("failed"))).isEqualTo(KEEP);
    }

    @Test
    void noStatusIsNoneOfThem() {
        assertThat(nothing().without(Fact.STATUS).by(status("active"))).isEqualTo(KEEP);
        assertThat(nothing().without(Fact.STATUS).by(not(status("active")))).isEqualTo(REMOVE);
        assertThat(nothing().without(Fact.STATUS).reasonBy(status("active"))).isEqualTo("it has no status");
    }

    @Test
    void aStatusThatCouldNotBeReadDecidesNothing() {
        assertThat(nothing().unreadable(Fact.STATUS).by(status("active"))).isEqualTo(UNKNOWN);
        assertThat(nothing().unreadable(Fact.STATUS).by(not(status("active")))).isEqualTo(UNKNOWN);
    }

    @Test
    void anAttributeHasOneOfTheValuesGiven() {
        ItemPolicy temporary = attribute("storage_type", "temporary", "draft");

        assertThat(nothing().with(TYPE, "draft").by(temporary)).isEqualTo(REMOVE);
        assertThat(nothing().with(TYPE, "permanent").by(temporary)).isEqualTo(KEEP);
        assertThat(nothing().without(TYPE).by(temporary)).isEqualTo(KEEP);
        assertThat(nothing().without(TYPE).by(not(temporary))).isEqualTo(REMOVE);
        assertThat(nothing().unreadable(TYPE).by(not(temporary))).isEqualTo(UNKNOWN);
        assertThat(nothing().with(Fact.attribute("other"), "draft").by(temporary))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void whatIsInUseIsMatchedSoThatNotProtectsIt() {
        assertThat(nothing().with(Fact.IN_USE_BY, "task#7").by(inUse())).isEqualTo(REMOVE);
        assertThat(nothing().with(Fact.IN_USE_BY, "task#7").by(not(inUse()))).isEqualTo(KEEP);
        assertThat(nothing().without(Fact.IN_USE_BY).by(not(inUse()))).isEqualTo(REMOVE);
        assertThat(nothing().unreadable(Fact.IN_USE_BY).by(not(inUse()))).isEqualTo(UNKNOWN);
        assertThat(nothing().with(Fact.IN_USE_BY, "task#7").reasonBy(not(inUse())))
                .isEqualTo("in use by task#7");
    }

    @Test
    void recordsHaveFilesOrNot() {
        assertThat(files("a.m4a").by(hasFiles())).isEqualTo(REMOVE);
        assertThat(files().by(hasFiles())).isEqualTo(KEEP);
        assertThat(nothing().without(Fact.FILES).by(hasFiles())).isEqualTo(KEEP);
        assertThat(nothing().unreadable(Fact.FILES).by(not(hasFiles()))).isEqualTo(UNKNOWN);
        assertThat(files("a.m4a", "b.m4a").reasonBy(hasFiles())).isEqualTo("it names 2 files");
        assertThat(files().reasonBy(hasFiles())).isEqualTo("it names no file");
    }

    @Test
    void aReferenceProtectsAndUnknownReferencesDecideNothing() {
        Known referenced = nothing().with(Fact.REFERENCED_BY, new Owner("sessions", "42"));

        assertThat(referenced.by(unreferenced())).isEqualTo(KEEP);
        assertThat(referenced.reasonBy(unreferenced())).isEqualTo("referenced by sessions#42");
        assertThat(nothing().without(Fact.REFERENCED_BY).by(unreferenced())).isEqualTo(REMOVE);
        assertThat(nothing().unreadable(Fact.REFERENCED_BY).by(unreferenced())).isEqualTo(UNKNOWN);
    }

    @Test
    void noValueAtAllIsRefused() {
        assertThatThrownBy(Policies::status)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("statuses ([])", "must not be empty", "under not()", "at least one");
        assertThatThrownBy(() -> attribute("storage_type"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("values ([])");
        assertThatThrownBy(() -> attribute("", "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("name ()", "must not be blank");
        assertThatThrownBy(() -> status((String) null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void rulesOfRecordsAreValuesInWhateverOrderTheyWereGiven() {
        assertThat(status("a", "b", "a")).isEqualTo(status("b", "a")).hasSameHashCodeAs(status("b", "a"));
        assertThat(status("b", "a").description()).isEqualTo(status("a", "b").description());
        assertThat(attribute("k", "a", "b")).isEqualTo(attribute("k", "b", "a")).isNotEqualTo(attribute("l", "a", "b"));
        assertThat(inUse()).isEqualTo(inUse());
        assertThat(attribute("k", "a").needs()).containsExactly(Fact.attribute("k"));
        assertThat(status("a").needs()).containsExactly(Fact.STATUS);
    }

    @Test
    void rulesOfRecordsAreReadAsSentences() {
        assertThat(status("failed").description()).isEqualTo("with status failed");
        assertThat(not(status("active")).description()).isEqualTo("with status not active");
        assertThat(status("failed", "completed", "lost").description())
                .isEqualTo("with status completed, failed or lost");
        assertThat(not(status("failed", "completed")).description())
                .isEqualTo("with status neither completed nor failed");
        assertThat(attribute("storage_type", "in review", "").description())
                .isEqualTo("with storage_type '' or 'in review'");
        assertThat(not(inUse()).description()).isEqualTo("not in use");
        assertThat(not(hasFiles()).description()).isEqualTo("without files");
        assertThat(not(unreferenced()).description()).isEqualTo("named by a reference");
    }

    @Test
    void theDefaultLocaleHasNoSay() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(Known.status("FAILED").by(status("failed"))).isEqualTo(KEEP);
            assertThat(status("I", "i").description()).isEqualTo("with status I or i");
        } finally {
            Locale.setDefault(before);
        }
    }
}
