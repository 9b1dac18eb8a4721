package dev.cleanup.jdbc;

import dev.cleanup.policy.Fact;
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
record Mapping(Meaning.RowsOf rows, @Nullable HostSql query, List<Meaning> meanings, List<HostSql> uses, Ids ids) {

    Mapping {
        meanings = List.copyOf(meanings);
        uses = List.copyOf(uses);
    }

    Mapping plus(Meaning meaning) {
        for (String column : meaning.columns()) {
            Reading.present("column", column);
        }
        meanings.stream().filter(meaning::repeats).findFirst().ifPresent(before -> {
            throw new IllegalStateException(meaning + " conflicts with " + before
                    + ": it could only contradict the first, so remove one of them");
        });
        return new Mapping(rows, query, plus(meanings, meaning), uses, ids);
    }

    Mapping usedWhile(HostSql use) {
        return new Mapping(rows, query, meanings, plus(uses, use), ids);
    }

    Mapping withSecretIds() {
        if (ids == Ids.SECRET) {
            throw new IllegalStateException("the ids of " + rows.table() + " are secret already, so say it once");
        }
        return new Mapping(rows, query, meanings, uses, Ids.SECRET);
    }

    private static <T> List<T> plus(List<T> list, T one) {
        List<T> more = new ArrayList<>(list);
        more.add(one);
        return more;
    }

    <M extends Meaning> List<M> all(Class<M> kind) {
        return meanings.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    <M extends Meaning> Optional<M> the(Class<M> kind) {
        return all(kind).stream().findFirst();
    }

    /** The facts that its records have. */
    Set<Fact<?>> facts() {
        Set<Fact<?>> facts = new HashSet<>(Set.of(Fact.FILES));
        meanings.forEach(meaning -> meaning.fact().ifPresent(facts::add));
        parameters().forEach(column -> facts.add(Fact.attribute(column)));
        if (isProtected()) {
            facts.add(Fact.IN_USE_BY);
        }
        return facts;
    }

    /** All that decides which records there are and what they say, by the name of each setting. */
    Map<String, String> configuration() {
        Map<String, String> configuration = new TreeMap<>();
        configuration.put("rows", rows.toString());
        configuration.put("query", query == null ? "" : query.text());
        configuration.put("inUseWhile", uses.toString());
        configuration.put("ids", ids.name());
        meanings.forEach(meaning -> configuration.put(meaning.toString(), meaning.configuration()));
        return configuration;
    }

    /** Whether something can use a record, or one that ends with it. */
    boolean isProtected() {
        return !uses.isEmpty()
                || all(Meaning.Retired.class).stream()
                        .anyMatch(other -> !other.uses().isEmpty());
    }

    /** The columns whose values a statement of the host's can name, besides the key's: they are attributes, too. */
    List<String> parameters() {
        return Stream.concat(all(Meaning.Attribute.class).stream(), all(Meaning.Retired.class).stream())
                .flatMap(meaning -> meaning.columns().stream())
                .distinct()
                .toList();
    }

    /** Whether the records can be brought into an end state. */
    boolean supports(Settlement settlement) {
        if (settlement instanceof Settlement.SetStatus) {
            return isTable() && the(Meaning.Status.class).isPresent();
        }
        if (settlement instanceof Settlement.ClearFiles) {
            return isTable() && the(Meaning.File.class).isPresent();
        }
        if (settlement instanceof Settlement.Execute own) {
            Set<String> known = new HashSet<>(rows.keys());
            known.addAll(parameters());
            return own.statements().stream()
                    .allMatch(sql -> !sql.isBlank() && known.containsAll(new HostSql(sql).parameters()));
        }
        return true;
    }

    /** Whether the records are rows of a table, all of whose columns are theirs. */
    boolean isTable() {
        return query == null;
    }
}
