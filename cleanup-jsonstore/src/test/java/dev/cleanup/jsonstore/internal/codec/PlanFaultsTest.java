package dev.cleanup.jsonstore.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cleanup.jsonstore.Inside;
import dev.cleanup.jsonstore.JsonPlans;
import dev.cleanup.jsonstore.PlanUnreadableException;
import dev.cleanup.outcome.CleanupException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are not exactly what was written are no plans. */
@Tag("fast")
public class PlanFaultsTest {

    private static final Pattern FIELD = Pattern.compile("\"(\\w+)\":");

    @TempDir
    Path folder;

    private Path file;
    private String good;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("plan.json");
        good = new String(SamplePlans.bytes(SamplePlans.everything()), StandardCharsets.UTF_8);
    }

    public static Set<String> fieldsOf(String json) {
        Set<String> names = new TreeSet<>();
        for (Matcher field = FIELD.matcher(json); field.find(); ) {
            names.add(field.group(1));
        }
        return names;
    }

    private ThrowableAssertAlternative<PlanUnreadableException> assertRefused(String content) throws IOException {
        return assertRefused(content.getBytes(StandardCharsets.UTF_8));
    }

    private ThrowableAssertAlternative<PlanUnreadableException> assertRefused(byte[] content) throws IOException {
        Files.write(file, content);
        return assertRefused();
    }

    /** Without a file, for tests that try hundreds of contents. */
    private void assertNoPlan(byte[] content) {
        assertThatExceptionOfType(PlanUnreadableException.class)
                .isThrownBy(() -> PlanCodec.FORMAT.read(
                        new ByteArrayInputStream(content), (fault, cause) -> Inside.unreadable(file, fault, cause)))
                .withMessageContaining(file.toString());
    }

    private ThrowableAssertAlternative<PlanUnreadableException> assertRefused() {
        return assertThatExceptionOfType(PlanUnreadableException.class).isThrownBy(() -> JsonPlans.read(file));
    }

    @Test
    void aMessageSaysWhichFileWhereWhatWhyAndWhatToDo() throws IOException {
        assertRefused(good.replaceFirst("\"size\": 0", "\"size\": \"none\""))
                .isInstanceOf(CleanupException.class)
                .satisfies(fault -> assertThat(fault.file()).isEqualTo(file))
                .withMessageContaining("plan file " + file + " cannot be read: line ")
                .withMessageContaining(", column ")
                .withMessageContaining("field \"/tasks/0/items/1/files/0/size\"")
                .withMessageContaining("expected a whole number, found the text \"none\"")
                .withMessageContaining("could remove something else than was approved, so nothing of it is taken")
                .withMessageContaining("Make a new plan");
    }

    @Test
    void aPlaceIsTheLineAndColumnOfAnEditor() throws IOException {
        assertRefused("{\n  \"format\": 1\n}").withMessageContaining("line 2, column 13, field \"/format\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "id": "plan-1"           | "id": null                      | expected text, found null
            "id": "plan-1"           | "id": 7                         | expected text, found 7
            "id": "plan-1"           | "id": true                      | expected text, found true
            "id": "plan-1"           | "id": ["plan-1"]                | expected text, found an array
            "actor": "operator"      | "actor": {}                     | expected text, found an object
            "approvedBy": "Kim       | "aprovedBy": "Kim               | field "/aprovedBy": the field is unknown here, where there are [id, cleanup,
            "cleanup": "media",      | ``                              | lacks the field "cleanup"
            "cleanup": "media",      | "cleanup": "media", "cleanup": "x", | field "/cleanup": the field is there twice
            "listed": 21             | "listed": 22                    | listed (22) must be referenced (20) and unreferenced (1) together
            "listed": 21             | "listed": 21.0                  | expected a whole number, found 21.0
            "listed": 21             | "listed": 9223372036854775808   | out of range of long
            "listed": 21             | "listed": 021                   | Leading zeroes not allowed
            "listed": 21             | "listed": NaN                   | Non-standard token 'NaN'
            "listed": 21             | "Listed": 21                    | field "/tasks/0/seen/Listed": the field is unknown
            "AGE": 1                 | "BEAUTY": 1                     | "BEAUTY" is none of [REFERENCE, AGE,
            "AGE": 1                 | "AGE": 1, "AGE": 1              | field "/tasks/0/spared/AGE": the field is there twice
            "way": "MEND"            | "way": "mend"                   | "mend" is none of [APPROVE, MEND]
            "kind": "completed"      | "kind": "done"                  | of the kind "done", which is none of [completed, completedWithFailures, refused,
            "kind": "completed"      | "kind": "completed", "why": "x" | has [why], which its kind does not have
            "kind": "completed"      | "kind": "skipped"               | lacks the field "why"
            "shown": "link"          | "shown": "link", "key": "a"     | has [key], which its kind does not have
            "key": "b"               | "key": "../b"                   | it has the component '..'
            "key": "b"               | "key": "/b"                     | it is absolute
            "key": "b"               | "key": "b\\ud800"               | half of a surrogate pair
            "size": 0                | "size": -1                      | size (-1) of b must not be negative
            "tasks": [               | "tasks": 7, "x": [              | field "/tasks": expected an array, found 7
            "known": {}              | "known": []                     | expected an object, found an array
            "known": {}              | "known": {"BORN": "yesterday"}  | Text 'yesterday' could not be parsed
            "known": {},             | "known": {}, // nothing         | maybe a (non-standard) comment
            "notes": [               | "notes": [,                     | Unexpected character (',' (code 44))
            "notes": [               | "notes": ["tab\t",              | Illegal unquoted character
            """)
    void whatIsOddIsRefused(String original, String odd, String message) throws IOException {
        assertThat(good).contains(original);

        assertRefused(good.replaceFirst(Pattern.quote(original), Matcher.quoteReplacement(odd)))
                .withMessageContaining(message);
    }

    @Test
    void aRefusalWithoutRefusalsIsRefused() throws IOException {
        assertRefused(good.replaceFirst("(?s)\"refusals\": \\[.*?\\n        \\]", "\"refusals\": []"))
                .withMessageContaining("refusals ([]) must not be empty");
    }

    @Test
    void aTimeThatIsBothKnownAndUnreadIsRefused() throws IOException {
        assertRefused(good.replaceFirst("\"unread\": \\[\\]", "\"unread\": [\"BORN\", \"BORN\"]"))
                .withMessageContaining("a name is there twice in [BORN, BORN]");
        assertRefused(good.replaceFirst(
                        "\"known\": \\{\\},\\s*\"unread\": \\[\\]",
                        "\"known\": {\"BORN\": \"2026-01-01T00:00:00Z\"}, \"unread\": [\"BORN\"]"))
                .withMessageContaining("unread (CREATED) is also known");
    }

    @Test
    void noFieldMayBeMissing() throws IOException {
        for (String name : fieldsOf(good)) {
            assertRefused(good.replaceFirst("\"" + name + "\":", "\"x\":")).withMessageContaining("line ");
        }
    }

    @Test
    void aFormatOfTheFutureIsRefusedAndBothFormatsAreNamed() throws IOException {
        assertRefused(good.replace("cleanup-plan/1", "cleanup-plan/2").replace("\"id\"", "\"name\""))
                .withMessageContaining("the format is \"cleanup-plan/2\"")
                .withMessageContaining("reads \"cleanup-plan/1\" alone");
    }

    @Test
    void theFormatComesFirst() throws IOException {
        assertRefused("{}").withMessageContaining("the first field must be \"format\"");
        assertRefused(good.replaceFirst("\"format\": .*,", "")).withMessageContaining("must be \"format\"");
    }

    @Test
    void whatFollowsThePlanIsRefused() throws IOException {
        assertRefused(good + "{}").withMessageContaining("the plan has ended, and something follows it");
        assertRefused(good + good).withMessageContaining("something follows it");
        assertRefused(good + "\0").withMessageContaining("Illegal character");
        assertRefused(good + "]").withMessageContaining("Unexpected close marker");
    }

    @Test
    void otherContentIsRefused() throws IOException {
        assertRefused("").withMessageContaining("it is empty");
        assertRefused(" \n").withMessageContaining("expected the object that is the plan, found the end of the file");
        assertRefused("[]").withMessageContaining("expected the object that is the plan, found an array");
        assertRefused("plan").withMessageContaining("Unrecognized token 'plan'");
        assertRefused("[".repeat(100_000)).withMessageContaining("found an array");
    }

    @Test
    void anotherEncodingIsRefused() throws IOException {
        assertRefused(good.getBytes(StandardCharsets.UTF_16)).withMessageContaining("line 1");
        assertRefused(good.getBytes(StandardCharsets.ISO_8859_1)).withMessageContaining("Invalid UTF-8");
    }

    @Test
    void whatIsShownOfAFileIsShortAndOnOneLine() throws IOException {
        assertRefused(good.replace("\"MEND\"", "\"" + "\\n".repeat(5000) + "\""))
                .satisfies(fault ->
                        assertThat(fault.getMessage()).hasSizeLessThan(1000).doesNotContain("\n"));
    }

    @Test
    void aFileThatIsCutAnywhereIsRefused() throws IOException {
        byte[] whole = SamplePlans.bytes(SamplePlans.small());
        int closingBrace = whole.length - 2;

        for (int length = 0; length <= closingBrace; length++) {
            assertNoPlan(Arrays.copyOf(whole, length));
        }
        Files.write(file, Arrays.copyOf(whole, closingBrace + 1));
        assertThat(JsonPlans.read(file)).isEqualTo(SamplePlans.small());
    }

    @Test
    void aFileWithAHoleIsRefused() throws IOException {
        byte[] whole = SamplePlans.bytes(SamplePlans.small());

        for (int start = 0; start < whole.length - 1; start++) {
            byte[] holed = whole.clone();
            Arrays.fill(holed, start, Math.min(start + 8, whole.length), (byte) 0);
            assertNoPlan(holed);
        }
    }

    @Test
    void whatIsNoFileIsRefused() throws IOException {
        assertRefused().withMessageContaining("there is no such file");
        Files.createDirectory(file);
        assertRefused().withMessageContaining("it is no regular file");
    }
}
