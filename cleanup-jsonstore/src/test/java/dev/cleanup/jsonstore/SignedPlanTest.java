package dev.cleanup.jsonstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cleanup.jsonstore.internal.codec.SamplePlans;
import dev.cleanup.report.CleanupPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A host that gives a key takes only plans that the key signed. */
@Tag("fast")
class SignedPlanTest {

    private static final byte[] KEY = key('k');

    @TempDir
    Path folder;

    private final SignedPlans plans = JsonPlans.signedWith(KEY);
    private final CleanupPlan plan = SamplePlans.everything();
    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("plan.json");
    }

    private static byte[] key(char letter) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) letter);
        return key;
    }

    private ThrowableAssertAlternative<PlanUnreadableException> assertRefused() {
        return assertThatExceptionOfType(PlanUnreadableException.class).isThrownBy(() -> plans.read(file));
    }

    private void edit(String before, String after) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(before);
        Files.writeString(file, text.replace(before, after));
    }

    @Test
    void aSignedPlanReadBackIsThePlanThatWasWritten() {
        plans.write(plan, file);

        assertThat(plans.read(file)).isEqualTo(plan);
        assertThat(JsonPlans.signedWith(key('k')).read(file)).isEqualTo(plan);
    }

    @Test
    void anApprovedPlanIsSignedAgain() {
        plans.write(SamplePlans.small(), file);
        plans.write(plans.read(file).approvedBy("kim"), file);

        assertThat(plans.read(file).approvedBy()).contains("kim");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"approvedBy\": null', '\"approvedBy\": \"kim\"'",
        "'audio/a.mp3', 'audio/b.mp3'",
        "'2026-03-02T12:00:00Z', '2036-03-02T12:00:00Z'",
        "'0123abcd', '0123abce'",
    })
    void anEditedPlanIsRefused(String before, String after) throws IOException {
        plans.write(SamplePlans.small(), file);
        edit(before, after);

        assertRefused().withMessageContaining("it was edited or signed with another key");
    }

    @Test
    void anEditedSignatureIsRefused() throws IOException {
        plans.write(plan, file);
        String text = Files.readString(file);
        int last = text.lastIndexOf('"') - 1;
        char other = text.charAt(last) == '0' ? '1' : '0';
        Files.writeString(file, text.substring(0, last) + other + text.substring(last + 1));

        assertRefused().withMessageContaining("it was edited or signed with another key");
    }

    @Test
    void aPlanSignedWithAnotherKeyIsRefused() {
        JsonPlans.signedWith(key('x')).write(plan, file);

        assertRefused().withMessageContaining("signed with another key");
    }

    @Test
    void anUnsignedPlanIsRefused() {
        JsonPlans.write(plan, file);

        assertRefused().withMessageContaining("it is not signed");
    }

    @Test
    void theSignatureOfAnotherPlanIsRefused() throws IOException {
        plans.write(SamplePlans.small(), file);
        String small = Files.readString(file);
        plans.write(SamplePlans.withNote("another"), file);
        String other = Files.readString(file);
        Files.writeString(file, small.replace(signature(small), signature(other)));

        assertRefused().withMessageContaining("it was edited");
    }

    private static String signature(String text) {
        return text.substring(text.indexOf("\"signature\""));
    }

    @Test
    void aSignedPlanIsReadWithoutAKeyAsItStands() {
        plans.write(plan, file);

        assertThat(JsonPlans.read(file)).isEqualTo(plan);
    }

    @Test
    void thePlanAsTextIsTheFile() throws IOException {
        plans.write(plan, file);

        assertThat(plans.toJson(plan)).isEqualTo(Files.readString(file));
    }

    @Test
    void theKeyStandsInNoText() {
        JsonPlans.signedWith(key('x')).write(plan, file);

        String texts = plans + plans.toJson(plan) + assertThrown();
        assertThat(texts)
                .doesNotContain(
                        new String(KEY, StandardCharsets.UTF_8), HexFormat.of().formatHex(KEY));
    }

    private String assertThrown() {
        try {
            return String.valueOf(plans.read(file));
        } catch (PlanUnreadableException refused) {
            return refused.toString();
        }
    }

    @Test
    void aShortKeyIsRefusedWithoutShowingIt() {
        byte[] tooShort = "short-secret".getBytes(StandardCharsets.UTF_8);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonPlans.signedWith(tooShort))
                .withMessageContaining("key of 12 bytes must have 32 at least")
                .withMessageNotContaining("secret");
    }

    @Test
    void theKeyIsCopied() {
        byte[] key = key('k');
        SignedPlans copied = JsonPlans.signedWith(key);
        Arrays.fill(key, (byte) 0);
        copied.write(plan, file);

        assertThat(plans.read(file)).isEqualTo(plan);
    }
}
