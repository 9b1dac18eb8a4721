package dev.cleanup.jdbc.internal.ledger;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.FactValue;
import dev.cleanup.jdbc.internal.owner.TableOrigin;
import dev.cleanup.jdbc.internal.sql.DelimitedText;
import dev.cleanup.record.Settlement;
import dev.cleanup.reference.Origin;
import dev.cleanup.reference.Owner;
import dev.cleanup.storage.FileKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the ledger remembers of a claim, as lines of text that a person can read. */
public final class LedgerText {

    private static final char END = '\n';
    private static final String KEEP = "keep";
    private static final String SET_STATUS = "set status";
    private static final String CLEAR_FILES = "clear files";
    private static final String DELETE = "delete";
    private static final String EXECUTE = "execute";

    private LedgerText() {}

    /** One line for each text, whatever is in it; the end of each is marked, so that none and one empty one differ. */
    public static String of(Collection<String> texts) {
        return texts.isEmpty() ? "" : DelimitedText.joined(END, texts) + END;
    }

    static List<String> texts(String lines) {
        List<String> texts = DelimitedText.split(END, lines);
        return texts.subList(0, texts.size() - 1);
    }

    public static String ofFiles(List<FileKey> files) {
        return of(files.stream().map(FileKey::path).toList());
    }

    static List<FileKey> files(String lines) {
        return texts(lines).stream().map(FileKey::of).toList();
    }

    /** Owners by the names that their tables have within the database. */
    static String ofOwners(Set<Owner> owners, Collection<TableOrigin> origins) {
        List<String> texts = new ArrayList<>();
        owners.forEach(owner -> texts.addAll(List.of(ledgerName(owner, origins), owner.id())));
        return of(texts);
    }

    private static String ledgerName(Owner owner, Collection<TableOrigin> origins) {
        return origins.stream()
                .filter(table -> table.origin().equals(owner.origin()))
                .findFirst()
                .map(TableOrigin::ledgerName)
                .orElse(owner.origin().identity());
    }

    /** The owners again; one of a table that is not declared any more equals no owner of a reference. */
    static Set<Owner> owners(String lines, Collection<TableOrigin> origins) {
        return pairs(lines).stream()
                .map(pair -> new Owner(origin(pair.get(0), origins), pair.get(1)))
                .collect(Collectors.toSet());
    }

    private static Origin origin(String ledgerName, Collection<TableOrigin> origins) {
        return origins.stream()
                .filter(table -> table.ledgerName().equals(ledgerName))
                .findFirst()
                .map(TableOrigin::origin)
                .orElseGet(() -> Origin.named(ledgerName));
    }

    /** What the host's own statements may ask for; a value that is absent is left out. */
    static String ofAttributes(Collection<String> names, Map<Fact<?>, FactValue<?>> readings) {
        List<String> texts = new ArrayList<>();
        for (String name : names) {
            if (readings.get(Fact.attribute(name)) instanceof FactValue.Known<?> known) {
                texts.addAll(List.of(name, (String) known.value()));
            }
        }
        return of(texts);
    }

    static Map<Fact<?>, FactValue<?>> attributes(String lines) {
        Map<Fact<?>, FactValue<?>> readings = new HashMap<>();
        pairs(lines).forEach(pair -> readings.put(Fact.attribute(pair.get(0)), FactValue.known(pair.get(1))));
        return readings;
    }

    private static List<List<String>> pairs(String lines) {
        List<String> texts = texts(lines);
        if (texts.size() % 2 != 0) {
            throw new IllegalArgumentException("'" + lines + "' is no list of pairs");
        }
        List<List<String>> pairs = new ArrayList<>();
        for (int i = 0; i < texts.size(); i += 2) {
            pairs.add(texts.subList(i, i + 2));
        }
        return pairs;
    }

    static String ofSettlement(Settlement settlement) {
        List<String> texts = new ArrayList<>();
        if (settlement instanceof Settlement.SetStatus to) {
            texts.addAll(List.of(SET_STATUS, to.status()));
        } else if (settlement instanceof Settlement.Execute own) {
            texts.add(EXECUTE);
            texts.addAll(own.statements());
        } else if (settlement instanceof Settlement.Keep) {
            texts.add(KEEP);
        } else if (settlement instanceof Settlement.ClearFiles) {
            texts.add(CLEAR_FILES);
        } else {
            texts.add(DELETE);
        }
        return of(texts);
    }

    static Settlement settlement(String lines) {
        List<String> texts = texts(lines);
        return switch (texts.isEmpty() ? "" : texts.get(0)) {
            case KEEP -> new Settlement.Keep();
            case SET_STATUS -> new Settlement.SetStatus(texts.get(1));
            case CLEAR_FILES -> new Settlement.ClearFiles();
            case DELETE -> new Settlement.Delete();
            case EXECUTE -> new Settlement.Execute(texts.subList(1, texts.size()));
            default -> throw new IllegalArgumentException("'" + lines + "' is no end state that this version knows");
        };
    }
}
