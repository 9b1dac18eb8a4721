package dev.cleanup.jdbc.internal.record;

import dev.cleanup.fact.Fact;
import dev.cleanup.jdbc.internal.owner.IdDisplay;
import dev.cleanup.jdbc.internal.reference.ReferenceQuery;
import dev.cleanup.jdbc.internal.sql.NamedSql;
import dev.cleanup.record.Settlement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the host said about its records. Immutable.
 *
 * @param rows the table that holds them, and its key
 * @param query what to read them from where that is not the table alone
 * @param meanings what their columns mean
 * @param uses queries that give a row while something uses the record
 * @param ids how texts show the ids of the rows
 */
public record RecordMapping(
        ColumnRole.RowsOf rows,
        @Nullable NamedSql query,
        List<ColumnRole> meanings,
        List<NamedSql> uses,
        IdDisplay ids) {

    public RecordMapping {
        meanings = List.copyOf(meanings);
        uses = List.copyOf(uses);
    }

    public RecordMapping plus(ColumnRole meaning) {
        for (String column : meaning.columns()) {
            ReferenceQuery.present("column", column);
        }
        meanings.stream().filter(meaning::repeats).findFirst().ifPresent(before -> {
            throw new IllegalStateException(meaning + " conflicts with " + before
                    + ": it could only contradict the first, so remove one of them");
        });
        return new RecordMapping(rows, query, plus(meanings, meaning), uses, ids);
    }

    public RecordMapping usedWhile(NamedSql use) {
        return new RecordMapping(rows, query, meanings, plus(uses, use), ids);
    }

    public RecordMapping withSecretIds() {
        if (ids == IdDisplay.SECRET) {
            throw new IllegalStateException("the ids of " + rows.table() + " are secret already, so say it once");
        }
        return new RecordMapping(rows, query, meanings, uses, IdDisplay.SECRET);
    }

    private static <T> List<T> plus(List<T> list, T one) {
        List<T> more = new ArrayList<>(list);
        more.add(one);
        return more;
    }

    public <M extends ColumnRole> List<M> all(Class<M> kind) {
        return meanings.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    public <M extends ColumnRole> Optional<M> the(Class<M> kind) {
        return all(kind).stream().findFirst();
    }

    /** The facts that its records have. */
    public Set<Fact<?>> facts() {
        Set<Fact<?>> facts = new HashSet<>(Set.of(Fact.FILES));
        meanings.forEach(meaning -> meaning.fact().ifPresent(facts::add));
        parameters().forEach(column -> facts.add(Fact.attribute(column)));
        if (isProtected()) {
            facts.add(Fact.IN_USE_BY);
        }
        return facts;
    }

    /** All that decides which records there are and what they say, by the name of each setting. */
    public Map<String, String> configuration() {
        Map<String, String> configuration = new TreeMap<>();
        configuration.put("rows", rows.toString());
        configuration.put("query", query == null ? "" : query.text());
        configuration.put("inUseQuery", uses.toString());
        configuration.put("ids", ids.name());
        meanings.forEach(meaning -> configuration.put(meaning.toString(), meaning.configuration()));
        return configuration;
    }

    /** Whether something can use a record, or one that ends with it. */
    boolean isProtected() {
        return !uses.isEmpty()
                || all(ColumnRole.Retired.class).stream()
                        .anyMatch(other -> !other.uses().isEmpty());
    }

    /** The columns whose values a statement of the host's can name, besides the key's: they are attributes, too. */
    public List<String> parameters() {
        return Stream.concat(all(ColumnRole.Attribute.class).stream(), all(ColumnRole.Retired.class).stream())
                .flatMap(meaning -> meaning.columns().stream())
                .distinct()
                .toList();
    }

    /** Whether the records can be brought into an end state. */
    public boolean supports(Settlement settlement) {
        if (settlement instanceof Settlement.SetStatus) {
            return isTable() && the(ColumnRole.Status.class).isPresent();
        }
        if (settlement instanceof Settlement.ClearFiles) {
            return isTable() && the(ColumnRole.File.class).isPresent();
        }
        if (settlement instanceof Settlement.Execute own) {
            Set<String> known = new HashSet<>(rows.keys());
            known.addAll(parameters());
            return own.statements().stream()
                    .allMatch(sql -> !sql.isBlank() && known.containsAll(new NamedSql(sql).parameters()));
        }
        return true;
    }

    /** Whether the records are rows of a table, all of whose columns are theirs. */
    public boolean isTable() {
        return query == null;
    }
}
