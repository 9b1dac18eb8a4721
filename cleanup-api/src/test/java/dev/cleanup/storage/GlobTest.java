package dev.cleanup.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("fast")
class GlobTest {

    /** A glob, keys that fit it and keys that do not. */
    record Row(String glob, List<String> fitting, List<String> others) {}

    static Stream<Row> rows() {
        return Stream.of(
                row("*.tmp").fits("a.tmp", "x/y/b.tmp", ".tmp", "a\nb.tmp").not("a.tmpx", "a.TMP", "a_tmp", "a.tmp\n"),
                row("*").fits("a", ".gitkeep", "x/y").not(),
                row("a?c").fits("abc", "a.c", "a😀c", "x/abc").not("ac", "abbc"),
                row("ä").fits("ä").not("a\u0308", "Ä"),
                row("[a-c]x").fits("ax", "bx", "cx").not("dx", "-x", "Ax", "x"),
                row("[!a-c]x").fits("dx", "Ax", "😀x", "^x").not("ax", "x"),
                row("[a-]x").fits("ax", "-x").not("bx"),
                row("[\\]^]x").fits("]x", "^x").not("ax"),
                row("[&&[]x").fits("&x", "[x").not("x", "ax"),
                row("[😀-😂]").fits("😁").not("😃", "a"),
                row("*.{m4a,mp3}").fits("a.m4a", "b.mp3").not("a.m", "a.m4amp3", "a.{m4a,mp3}"),
                row("{a,b*}.txt").fits("a.txt", "bcd.txt").not("c.txt", "{a,b}.txt"),
                row("a,b").fits("a,b").not("a", "b"),
                row("a+(b).$1^|\\Q").fits("a+(b).$1^|Q").not("aab.$1^|Q", "a"),
                row("\\*\\[\\{\\]\\\\").fits("*[{]\\").not("x[{]\\"),
                row("photos/*").fits("photos/a", "photos/.a").not("a", "photos/x/a", "old/photos/a"),
                row("photos/**").fits("photos/a", "photos/x/a").not("photos", "photos-old/a", "Photos/a"),
                row("**/a").fits("a", "x/a", "x/y/a", "x\n/a").not("xa", "x/ya", "a/b"),
                row("x/**/a").fits("x/a", "x/y/a", "x/y/z/a").not("xa", "x/ya", "y/x/a"),
                row("x/a**b").fits("x/ab", "x/a/c/b").not("x/a", "y/ab"),
                row("x/a**/b").fits("x/a/b", "x/ac/d/b").not("x/ab"),
                row("x[!a]y/*").fits("xby/a").not("x/y/a", "xay/a"),
                row("x[+-0]y/*").fits("x.y/a").not("x/y/a"),
                row("x/?").fits("x/a").not("x/ab", "x/a/b"),
                row("{x/y,z}/a").fits("x/y/a", "z/a").not("y/a", "a"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void signsMeanWhatShellsMeanByThem(Row row) {
        Glob glob = Glob.of(row.glob());
        assertThat(row.fitting())
                .allSatisfy(key -> assertThat(glob.matches(FileKey.of(key))).isTrue());
        assertThat(row.others())
                .allSatisfy(key -> assertThat(glob.matches(FileKey.of(key))).isFalse());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``     | component ''",
                "/a     | component ''",
                "a/     | component ''",
                "a//b   | component ''",
                "./a    | component '.'",
                "a/../b | component '..'",
                "a{b    | '{' is not closed",
                "a}b    | '}' closes nothing",
                "{a{b}} | '{' within '{'",
                "a[b    | '[' is not closed",
                "[\\    | stands before nothing",
                "[]     | matches nothing",
                "[!]    | matches nothing",
                "[^a]   | means different things",
                "[c-a]  | the range c-a is empty",
                "[a/]b  | can never match",
                "a]     | ']' closes nothing",
                "a\\    | stands before nothing",
                "a***   | '***' means nothing",
            })
    void whatCouldBeMeantInTwoWaysIsRefused(String glob, String why) {
        assertThatThrownBy(() -> Glob.of(glob))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("glob (" + glob + ")", why, "Use a pattern such as *.tmp");
    }

    @Test
    void globsAreEqualByText() {
        assertThat(Glob.of("*.tmp")).isEqualTo(Glob.of("*.tmp")).hasSameHashCodeAs(Glob.of("*.tmp"));
        assertThat(Glob.of("*.tmp")).isNotEqualTo(Glob.of("*.TMP")).hasToString("*.tmp");
    }

    @Test
    void theDefaultLocaleHasNoSay() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(Glob.of("*.GIF").matches(FileKey.of("a.gif"))).isFalse();
            assertThat(Glob.of("[A-Z]*").matches(FileKey.of("\u0130x"))).isFalse();
        } finally {
            Locale.setDefault(before);
        }
    }

    private static Fitting row(String glob) {
        return fitting -> others -> new Row(glob, List.of(fitting), List.of(others));
    }

    private interface Fitting {
        Others fits(String... keys);
    }

    private interface Others {
        Row not(String... keys);
    }
}
