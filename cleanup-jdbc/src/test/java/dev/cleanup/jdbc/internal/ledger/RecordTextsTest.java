package dev.cleanup.jdbc.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.FactValue;
import dev.cleanup.jdbc.internal.owner.OwnerIdCodec;
import dev.cleanup.jdbc.internal.owner.TableOrigin;
import dev.cleanup.jdbc.internal.sql.NamedSql;
import dev.cleanup.jdbc.internal.sql.SqlFragment;
import dev.cleanup.record.Settlement;
import dev.cleanup.reference.Origin;
import dev.cleanup.reference.Owner;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written as text comes back as it was, and no two things are written alike. */
@Tag("fast")
class RecordTextsTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "", "a\nb", "\\", "\\n", "a\\\nb\n", "\r\n", "ä"})
    void aLineIsReadAsItWasWritten(String text) {
        for (List<String> texts : List.of(List.of(text), List.of("x", text, "y"), List.of(text, text))) {
            assertThat(LedgerText.texts(LedgerText.of(texts))).isEqualTo(texts);
        }
        assertThat(LedgerText.texts("")).isEmpty();
    }

    static List<Settlement> settlements() {
        return List.of(
                new Settlement.Keep(),
                new Settlement.ClearFiles(),
                new Settlement.Delete(),
                new Settlement.SetStatus("a\nb"),
                new Settlement.Execute(List.of("UPDATE a\nSET b = '\\'", "DELETE FROM c")));
    }

    @ParameterizedTest
    @MethodSource("settlements")
    void anEndStateIsReadAsItWasWritten(Settlement settlement) {
        assertThat(LedgerText.settlement(LedgerText.ofSettlement(settlement))).isEqualTo(settlement);
    }

    @Test
    void anEndStateThatNobodyKnowsIsAnError() {
        assertThatThrownBy(() -> LedgerText.settlement("burn\n"))
                .hasMessageContaining("no end state that this version knows");
        assertThatThrownBy(() -> LedgerText.settlement("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ownersAndAttributesAreReadAsTheyWereWritten() {
        Origin tasks = Origin.of("tasks", "db/one app.tasks(id)");
        List<TableOrigin> origins = List.of(new TableOrigin(tasks, tasks, "app.tasks(id)"));
        Set<Owner> owners = Set.of(new Owner(tasks, "1"), new Owner("images\n", "a,b"));
        Map<Fact<?>, FactValue<?>> readings =
                Map.of(Fact.attribute("a"), FactValue.known("x\ny"), Fact.attribute("b"), FactValue.absent());

        assertThat(LedgerText.owners(LedgerText.ofOwners(owners, origins), origins))
                .isEqualTo(owners);
        assertThat(LedgerText.attributes(LedgerText.ofAttributes(List.of("a", "b"), readings)))
                .isEqualTo(Map.of(Fact.attribute("a"), FactValue.known("x\ny")));
        assertThatThrownBy(() -> LedgerText.owners("odd\n", List.of())).hasMessageContaining("no list of pairs");
    }

    @Test
    void noTwoKeysGiveTheSameId() {
        List<List<String>> keys = List.of(
                List.of("a,b", "c"), List.of("a", "b,c"), List.of("a\\", "b"), List.of("a", "\\b"), List.of("", ""));

        assertThat(keys.stream().map(OwnerIdCodec::joined)).doesNotHaveDuplicates();
        assertThat(keys)
                .allSatisfy(key -> assertThat(OwnerIdCodec.split(OwnerIdCodec.joined(key), 2))
                        .isEqualTo(key));
        assertThat(OwnerIdCodec.joined(List.of("a,b\\"))).as("of one part").isEqualTo("a,b\\");
        assertThat(OwnerIdCodec.split("a,b\\", 1)).containsExactly("a,b\\");
    }

    @Test
    void anIdOfAnotherKeyIsAnError() {
        assertThatThrownBy(() -> OwnerIdCodec.split("a,b,c", 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("id (a,b,c) has 3 parts where the key has 2");
    }

    @Test
    void parametersAreFoundWhereTheyAreSome() {
        assertThat(parameters("a = :id AND b = :other_1")).containsExactly("id", "other_1");
        assertThat(parameters("':no' || 'it''s :no' || \":no\" || `:no`")).isEmpty();
        assertThat(parameters("-- :no\n:yes /* :no */ -- :no")).containsExactly("yes");
        assertThat(parameters("x::text = $$ :no $$ AND $t$ :no $t$ = :yes")).containsExactly("yes");
        assertThat(parameters("'unfinished :yes")).containsExactly("yes");
    }

    @Test
    void parametersAreReplacedInTheirOrder() {
        SqlFragment sql = new NamedSql("SELECT :b, ':b', :a, :b").with(name -> SqlFragment.of("<" + name + ">"));

        assertThat(sql.text()).isEqualTo("SELECT <b>, ':b', <a>, <b>");
    }

    private static Set<String> parameters(String sql) {
        return new NamedSql(sql).parameters();
    }
}
