package dev.cleanup.jdbc;

import static dev.cleanup.jdbc.Database.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanup.reference.KeyMapping;
import dev.cleanup.reference.ReferencesUnavailableException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JdbcReferencesTest {

    private static final KeyMapping KEYS = KeyMapping.relativePaths();

    private final DataSource h2 = Database.H2.fresh();
    private final JdbcReferences.Start start = JdbcReferences.of(h2);

    @ParameterizedTest
    @EnumSource
    void deliversEveryValueThroughItsMapping(Database database) {
        DataSource source = database.fresh();
        execute(
                source,
                "CREATE TABLE sessions (id INT PRIMARY KEY, audio VARCHAR(99))",
                "INSERT INTO sessions VALUES (1, 'a.mp3'), (2, NULL), (3, ' '), (4, 'a.mp3'), (5, '../x'), (6, 'n/a/')");
        KeyMapping mapping =
                KEYS.deriving(key -> key.sibling(key.stem() + ".txt")).ignoring("n/a/");

        assertThat(Delivered.by(JdbcReferences.of(source).column("sessions", "audio", mapping)))
                .containsExactlyInAnyOrder(
                        "reference a.mp3 of sessions#1",
                        "derived a.txt of sessions#1",
                        "none of sessions#2",
                        "none of sessions#3",
                        "reference a.mp3 of sessions#4",
                        "derived a.txt of sessions#4",
                        "unmappable ../x of sessions#5",
                        "ignored n/a/ of sessions#6");
    }

    @ParameterizedTest
    @EnumSource
    void namesOwnersByWhateverPrimaryKeyTheTableHas(Database database) {
        DataSource source = database.fresh();
        execute(
                source,
                "CREATE TABLE pages (file VARCHAR(99), chapter INT, book VARCHAR(9), PRIMARY KEY (book, chapter))",
                "CREATE TABLE loose (file VARCHAR(99))",
                "INSERT INTO pages VALUES ('p', 7, 'b')",
                "INSERT INTO loose VALUES ('l')");

        assertThat(Delivered.by(
                        JdbcReferences.of(source).column("pages", "file").column("loose", "file")))
                .containsExactly("reference p of pages#b,7", "reference l of loose#-");
    }

    @ParameterizedTest
    @EnumSource
    void findsTablesAndColumnsThatNeedQuotes(Database database) {
        DataSource source = database.fresh();
        execute(
                source,
                database.quoting("CREATE TABLE \"order\" (\"Id\" INT PRIMARY KEY, \"storagePath\" VARCHAR(99))"),
                database.quoting("CREATE TABLE \"a\"\"b\" (\"x\"\" FROM nowhere\" VARCHAR(99))"),
                database.quoting("INSERT INTO \"order\" VALUES (1, 'o')"),
                database.quoting("INSERT INTO \"a\"\"b\" VALUES ('q')"));
        String hostile = database.quoting("a\"b");

        assertThat(Delivered.by(JdbcReferences.of(source)
                        .column("order", "storagePath")
                        .column(hostile, database.quoting("x\" FROM nowhere"))))
                .containsExactly("reference o of order#1", "reference q of " + hostile + "#-");
    }

    @ParameterizedTest
    @EnumSource
    void findsTablesAndColumnsAsSqlWithoutQuotesDoes(Database database) {
        DataSource source = database.fresh();
        execute(
                source,
                "CREATE TABLE Images (Id INT PRIMARY KEY, Path VARCHAR(9))",
                "INSERT INTO Images VALUES (1, 'i')");

        assertThat(Delivered.by(
                        JdbcReferences.of(source).column("iMages", "PATH").column("images", "path")))
                .containsExactly("reference i of iMages#1", "reference i of images#1");
    }

    @ParameterizedTest
    @EnumSource
    void readsTheSchemaThatIsWrittenBeforeTheTable(Database database) {
        DataSource source = database.fresh();
        String other = Database.newName();
        execute(
                source,
                "CREATE TABLE files (id INT PRIMARY KEY, path VARCHAR(9))",
                "CREATE SCHEMA " + other,
                "CREATE TABLE " + other + ".files (path VARCHAR(9) PRIMARY KEY)",
                "INSERT INTO files VALUES (1, 'here')",
                "INSERT INTO " + other + ".files VALUES ('there')");

        assertThat(Delivered.by(
                        JdbcReferences.of(source).column("files", "path").column(other + ".files", "path")))
                .containsExactly("reference here of files#1", "reference there of " + other + ".files#there");
    }

    @ParameterizedTest
    @EnumSource
    void doesNotReadAnotherSchemasTableForOneThatIsMissing(Database database) {
        DataSource source = database.fresh();
        String other = Database.newName();
        execute(source, "CREATE SCHEMA " + other, "CREATE TABLE " + other + ".files (path VARCHAR(9) PRIMARY KEY)");

        assertThatThrownBy(() -> Delivered.by(JdbcReferences.of(source).column("files", "path")))
                .isInstanceOf(ReferencesUnavailableException.class);
    }

    @Test
    void refusesATableThatSeveralSchemasHaveButNotTheCurrentOne() {
        execute(h2, "CREATE SCHEMA a", "CREATE SCHEMA b", "CREATE TABLE a.t (p INT)", "CREATE TABLE b.t (p INT)");

        assertThatThrownBy(() -> Delivered.by(start.column("t", "p")))
                .hasMessageContaining("there are several tables t, in A, B: write one of them before it, with a dot");
    }

    @ParameterizedTest
    @EnumSource
    void readsAQueryWithAndWithoutTheOwnersId(Database database) {
        DataSource source = database.fresh();
        execute(source, "CREATE TABLE drafts (id INT, path VARCHAR(9))", "INSERT INTO drafts VALUES (8, 'd')");

        assertThat(Delivered.by(JdbcReferences.of(source)
                        .query("drafts", "SELECT path, id FROM drafts WHERE path LIKE '%d' AND id < 9", KEYS)
                        .query("anonymous", "SELECT path FROM drafts", KEYS)
                        .query("missing id", "SELECT path, NULL FROM drafts", KEYS)))
                .containsExactly(
                        "reference d of drafts#8", "reference d of anonymous#-", "reference d of missing id#-");
    }

    @Test
    void saysWhichTableIsMissingAndWhichAreThere() {
        execute(h2, "CREATE TABLE sessions (id INT)", "CREATE TABLE images (id INT)");

        assertThatThrownBy(() -> Delivered.by(start.named("media-db").column("session", "audio")))
                .isInstanceOfSatisfying(
                        ReferencesUnavailableException.class,
                        fault -> assertThat(fault.source()).isEqualTo("media-db"))
                .hasMessage("media-db: column session.audio cannot be read: there is no table session, only IMAGES,"
                        + " SESSIONS. Without all references no file can be judged an orphan, so none is removed. Check"
                        + " the names and the rights of the database user, or allow more time with timeout(..), and run"
                        + " again.");
    }

    @Test
    void saysWhichColumnIsMissingAndWhichAreThere() {
        execute(h2, "CREATE TABLE a_b (id INT, audio INT)", "CREATE TABLE axb (path INT)");

        assertThatThrownBy(() -> Delivered.by(start.column("a_b", "path")))
                .isInstanceOf(ReferencesUnavailableException.class)
                .hasMessageContaining(
                        "database: column a_b.path cannot be read: table A_B has no column path, only AUDIO, ID.")
                .hasMessageContaining("no file can be judged an orphan");
    }

    @Test
    void saysWhichQueryIsWrong() {
        assertThatThrownBy(() -> Delivered.by(start.query("drafts", "SELEKT 1", KEYS)))
                .isInstanceOf(ReferencesUnavailableException.class)
                .hasMessageContaining(
                        "database: query drafts (SELEKT 1) cannot be read: Syntax error in SQL statement");
    }

    @Test
    void refusesAQueryWithMoreThanValueAndId() {
        assertThatThrownBy(() -> Delivered.by(start.query("drafts", "SELECT 1, 2, 3", KEYS)))
                .isInstanceOf(ReferencesUnavailableException.class)
                .hasMessageContaining("it selects 3 columns, where the value and at most the owner's id belong");
    }

    @Test
    void refusesSeveralStatementsInOneQuery() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> start.query("two", "SELECT a FROM x; SELECT b FROM y", KEYS))
                .withMessageContaining("of query two must be one statement without ';'")
                .withMessageContaining("could get lost")
                .withMessageContaining("add a query for each statement");
    }

    @Test
    void refusesTheSameColumnOrQueryTwice() {
        assertThatIllegalStateException()
                .isThrownBy(() -> start.column("t", "c").column("t", "c", KeyMapping.baseNames()))
                .withMessageStartingWith("column t.c was added before");
        assertThatIllegalStateException()
                .isThrownBy(() -> start.query("q", "SELECT 1", KEYS).query("q", "SELECT 1", KEYS))
                .withMessageStartingWith("query q (SELECT 1) was added before");
        assertThat(start.column("t", "c").column("t", "d").column("u", "c")).isNotNull();
    }

    @Test
    void refusesASecondNameOrTimeout() {
        assertThatIllegalStateException()
                .isThrownBy(() -> start.named("a").named("b"))
                .withMessageContaining("name (b) conflicts with a");
        assertThatIllegalStateException()
                .isThrownBy(() -> start.timeout(Duration.ofSeconds(1)).timeout(Duration.ofSeconds(2)))
                .withMessageContaining("timeout (PT2S) conflicts with PT1S");
    }

    @Test
    void refusesWhatIsBlankNullOrNotPositive() {
        assertThatIllegalArgumentException().isThrownBy(() -> start.named(" ")).withMessageContaining("name ( )");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> start.column("", "c"))
                .withMessageContaining("table ()");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> start.column("t", ""))
                .withMessageContaining("column ()");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> start.query("q", "", KEYS))
                .withMessageContaining("sql ()");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> start.timeout(Duration.ZERO))
                .withMessageContaining("timeout (PT0S) must be more than zero");
        assertThatNullPointerException().isThrownBy(() -> JdbcReferences.of(null));
        assertThatNullPointerException().isThrownBy(() -> start.column("t", "c", null));
    }

    @Test
    void eachMethodReturnsACopy() {
        JdbcReferences one = start.column("t", "c");
        JdbcReferences two = one.named("media-db").column("t", "d");

        assertThat(one).hasToString("database[column t.c]");
        assertThat(two).hasToString("media-db[column t.c, column t.d]");
        assertThat(two.name()).isEqualTo("media-db");
    }
}
