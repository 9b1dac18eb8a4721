package dev.cleanup.jdbc;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanup.fact.Fact;
import dev.cleanup.record.Settlement;
import java.time.Duration;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class JdbcRecordsCompositionTest {

    private static final JdbcDataSource NOWHERE = new JdbcDataSource();

    private final JdbcRecords table = JdbcRecords.table(NOWHERE, "sessions").id("id");
    private final JdbcRecords query =
            JdbcRecords.query(NOWHERE, "tasks", "SELECT * FROM tasks").id("id");

    @Test
    void providesTheFactsOfItsColumns() {
        JdbcRecords records = table.status("state")
                .created("made", UTC)
                .time("seen_at", TimeFormat.epochSeconds())
                .attributes("kind")
                .file("path");

        assertThat(table.provides()).containsExactly(Fact.FILES);
        assertThat(records.provides())
                .containsExactlyInAnyOrder(
                        Fact.FILES, Fact.STATUS, Fact.time("created"), Fact.time("seen_at"), Fact.attribute("kind"));
        assertThat(records.inUseQuery("SELECT 1").provides()).contains(Fact.IN_USE_BY);
        assertThat(query.endingWith(table.inUseQuery("SELECT :id"), "session").provides())
                .contains(Fact.IN_USE_BY, Fact.attribute("session"));
    }

    @Test
    void supportsTheEndStatesThatItsColumnsAllow() {
        Settlement status = new Settlement.SetStatus("gone");
        Settlement clear = new Settlement.ClearFiles();
        assertThat(table.supports(new Settlement.Keep())).isTrue();
        assertThat(table.supports(new Settlement.Delete())).isTrue();
        assertThat(table.supports(status)).isFalse();
        assertThat(table.supports(clear)).isFalse();
        assertThat(table.status("state").supports(status)).isTrue();
        assertThat(table.file("path").supports(clear)).isTrue();
        assertThat(query.status("state").supports(status)).isFalse();
        assertThat(query.file("path").supports(clear)).isFalse();
        assertThat(query.supports(new Settlement.Delete())).isTrue();
    }

    @Test
    void supportsStatementsWhoseParametersItKnows() {
        assertThat(table.supports(own("DELETE FROM a WHERE id = :id"))).isTrue();
        assertThat(table.supports(own("DELETE FROM a WHERE id = :other"))).isFalse();
        assertThat(table.attributes("other").supports(own("DELETE FROM a WHERE id = :other")))
                .isTrue();
        assertThat(query.endingWith(table, "other").supports(own("DELETE FROM a WHERE id = :other")))
                .isTrue();
        assertThat(table.supports(own("UPDATE a SET b = ':c', d = x::int -- :e\n /* :f */ WHERE id = :id")))
                .isTrue();
        assertThat(table.supports(own(" "))).isFalse();
    }

    private static Settlement own(String sql) {
        return new Settlement.Execute(List.of(sql));
    }

    @Test
    void whatIsSetTwiceConflicts() {
        assertThatThrownBy(() -> table.status("a").status("b"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("status in column b conflicts with status in column a");
        assertThatThrownBy(() -> table.created("a", UTC).created("b", UTC))
                .hasMessageContaining("time created in column b conflicts");
        assertThatThrownBy(() -> table.attributes("a", "a")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> table.file("a").file("a")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> table.markedIn("a").markedIn("b")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> query.endingWith(table, "a").endingWith(table, "a"))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> table.named("a").named("b")).hasMessageContaining("name (b) conflicts with a");
        assertThatThrownBy(() -> table.ledger("a").ledger("b")).hasMessageContaining("ledger (b) conflicts with a");
        assertThatThrownBy(() -> table.waitingForLocks(Duration.ofSeconds(1)).waitingForLocks(Duration.ofSeconds(2)))
                .hasMessageContaining("waitingForLocks (PT2S) conflicts with PT1S");
    }

    @Test
    void whatIsNoNameIsRefused() {
        assertThatThrownBy(() -> JdbcRecords.table(NOWHERE, " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("table ( ) must not be blank");
        assertThatThrownBy(() -> JdbcRecords.table(NOWHERE, "a").id())
                .hasMessageContaining("must not be empty: rows without one cannot be told apart");
        assertThatThrownBy(() -> JdbcRecords.table(NOWHERE, "a").id(" ")).hasMessageContaining("column ( )");
        assertThatThrownBy(() -> table.status("")).hasMessageContaining("column () must not be blank");
        assertThatThrownBy(() -> table.ledger("a; DROP TABLE b"))
                .hasMessageContaining("ledger (a; DROP TABLE b) must be a plain name");
        assertThatThrownBy(() -> table.inUseQuery("SELECT 1; SELECT 2")).hasMessageContaining("leave the ';' out");
        assertThatThrownBy(() -> table.waitingForLocks(Duration.ofMillis(999)))
                .hasMessageContaining("waitingForLocks (PT0.999S) must be a second at least");
        assertThatThrownBy(() -> JdbcRecords.table(null, "a")).isInstanceOf(NullPointerException.class);
    }

    @Test
    void whatDoesNotFitTogetherIsRefused() {
        assertThatThrownBy(() -> query.endingWith(table, "a", "b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("columns ([a, b]) must be as many as the key of sessions has, which is [id]");
        assertThatThrownBy(() -> query.markedIn("mark"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Use the ledger alone, or table(..)");
    }

    @Test
    void saysWhatItReads() {
        assertThat(table.status("state").file("path"))
                .hasToString("sessions: rows of sessions [status in column state, file in column path]");
    }
}
