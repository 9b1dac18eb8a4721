package dev.cleanup.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanup.policy.Fact;
import dev.cleanup.policy.Reading;
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
            assertThat(Lines.texts(Lines.of(texts))).isEqualTo(texts);
        }
        assertThat(Lines.texts("")).isEmpty();
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
        assertThat(Lines.settlement(Lines.ofSettlement(settlement))).isEqualTo(settlement);
    }

    @Test
    void anEndStateThatNobodyKnowsIsAnError() {
        assertThatThrownBy(() -> Lines.settlement("burn\n"))
                .hasMessageContaining("no end state that this version knows");
        assertThatThrownBy(() -> Lines.settlement("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ownersAndAttributesAreReadAsTheyWereWritten() {
        Origin tasks = Origin.of("tasks", "db/one app.tasks(id)");
        List<TableOrigin> origins = List.of(new TableOrigin(tasks, tasks, "app.tasks(id)"));
        Set<Owner> owners = Set.of(new Owner(tasks, "1"), new Owner("images\n", "a,b"));
        Map<Fact<?>, Reading<?>> readings =
                Map.of(Fact.attribute("a"), Reading.known("x\ny"), Fact.attribute("b"), Reading.absent());

        assertThat(Lines.owners(Lines.ofOwners(owners, origins), origins)).isEqualTo(owners);
        assertThat(Lines.attributes(Lines.ofAttributes(List.of("a", "b"), readings)))
                .isEqualTo(Map.of(Fact.attribute("a"), Reading.known("x\ny")));
        assertThatThrownBy(() -> Lines.owners("odd\n", List.of())).hasMessageContaining("no list of pairs");
    }

    @Test
    void noTwoKeysGiveTheSameId() {
        List<List<String>> keys = List.of(
                List.of("a,b", "c"), List.of("a", "b,c"), List.of("a\\", "b"), List.of("a", "\\b"), List.of("", ""));

        assertThat(keys.stream().map(OwnerIds::joined)).doesNotHaveDuplicates();
        assertThat(keys)
                .allSatisfy(key ->
                        assertThat(OwnerIds.split(OwnerIds.joined(key), 2)).isEqualTo(key));
        assertThat(OwnerIds.joined(List.of("a,b\\"))).as("of one part").isEqualTo("a,b\\");
        assertThat(OwnerIds.split("a,b\\", 1)).containsExactly("a,b\\");
    }

    @Test
    void anIdOfAnotherKeyIsAnError() {
        assertThatThrownBy(() -> OwnerIds.split("a,b,c", 2))
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
        Sql sql = new HostSql("SELECT :b, ':b', :a, :b").with(name -> Sql.of("<" + name + ">"));

        assertThat(sql.text()).isEqualTo("SELECT <b>, ':b', <a>, <b>");
    }

    private static Set<String> parameters(String sql) {
        return new HostSql(sql).parameters();
    }
}
