package dev.cleanup.internal.query;

import dev.cleanup.fact.FactValue;
import dev.cleanup.fact.FileFacts;
import dev.cleanup.internal.config.TaskDefinition;
import dev.cleanup.internal.context.ReferenceReader;
import dev.cleanup.internal.context.RunContext;
import dev.cleanup.internal.plan.OrphanSightings;
import dev.cleanup.internal.quarantine.QuarantineScan;
import dev.cleanup.internal.reference.NameFolding;
import dev.cleanup.internal.storage.CheckedLookup;
import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Reason;
import dev.cleanup.policy.Decision;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.record.RecordSink;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.Explanation;
import dev.cleanup.report.Phase;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.LookupSink;
import dev.cleanup.storage.QuarantineStorage;
import dev.cleanup.storage.QuarantinedFile;
import dev.cleanup.storage.StoredFile;
import dev.cleanup.support.EscapedText;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out why one file stays or goes: every reference, the file itself, and what each task says. */
public final class ExplainQuery implements ReferenceReader.Look, LookupSink {

    private static final int OWNERS = 20;

    private final RunContext walk;
    private final FileKey key;
    private final List<Owner> owners = new ArrayList<>();
    private final Map<String, Decision> decisions = new LinkedHashMap<>();
    private long ownerCount;
    private Optional<Owner> spelling = Optional.empty();
    private final List<String> unmappable = new ArrayList<>();
    private Optional<StoredFile> file = Optional.empty();
    private String state = "";

    public ExplainQuery(RunContext walk, FileKey key) {
        this.walk = walk;
        this.key = key;
    }

    /** Throws what reading references, storage or records throws: half an explanation would mislead. */
    public Explanation explain() {
        walk.storage().verify();
        walk.reader().read("why", Phase.READING_REFERENCES, this);
        CheckedLookup.of(walk).lookUp("why", List.of(key), this);
        if (walk.storage() instanceof QuarantineStorage aside) {
            QuarantineScan.all(aside, walk.halt()).stream()
                    .filter(file -> file.file().key().equals(key))
                    .forEach(this::lies);
        }
        walk.composition().tasks().stream().filter(walk.call()::includes).forEach(this::ask);
        return new Explanation(key, state, owners, ownerCount, spelling, unmappable, decisions);
    }

    private void lies(QuarantinedFile file) {
        state += "; set aside at " + file.note().at() + " by " + file.note().task() + ", due at "
                + file.note().due() + " (" + file.id() + ")";
    }

    @Override
    public void names(FileKey named, Owner owner) {
        if (named.equals(key)) {
            ownerCount++;
            if (owners.size() < OWNERS) {
                owners.add(owner);
            }
        } else if (NameFolding.of(named.path()).equals(NameFolding.of(key.path()))) {
            spelling = Optional.of(owner);
        }
    }

    @Override
    public void unmappable(String value, Owner owner, String why) {
        if (unmappable.size() < OWNERS) {
            unmappable.add(EscapedText.unmappable(value, owner, why));
        }
    }

    private void ask(TaskDefinition task) {
        if (task instanceof TaskDefinition.Records records) {
            records.source().find(records.policy(), walk.now(), new Records(records));
        } else {
            file.ifPresent(seen -> decisions.put(task.name(), judge(task, seen)));
        }
    }

    private Decision judge(TaskDefinition task, StoredFile seen) {
        FactValue<Owner> owner = owners.stream()
                .findFirst()
                .or(() -> spelling)
                .map(FactValue::known)
                .orElseGet(FactValue::absent);
        Decision decision = task.policy().judge(new FileFacts(seen, owner), walk.now());
        return decision.removes()
                ? OrphanSightings.of(walk, task)
                        .flatMap(sightings -> sightings.tooEarly(seen))
                        .map(early -> Decision.keep(early.kind(), early.text()))
                        .orElse(decision)
                : decision;
    }

    @Override
    public void found(StoredFile seen) {
        file = Optional.of(seen);
        String newest = seen.times().forAge().values().stream()
                .max(Comparator.naturalOrder())
                .map(time -> "newest time " + time.truncatedTo(ChronoUnit.SECONDS))
                .orElse("no time");
        state = seen.size() + (seen.size() == 1 ? " byte, " : " bytes, ") + newest;
    }

    @Override
    public void absent(FileKey asked) {
        state = "not there";
    }

    @Override
    public void unusable(FileKey asked, String why) {
        state = "never removed: " + why;
    }

    @Override
    public void unknown(FileKey asked, Failure failure) {
        state = "could not be looked up: " + failure;
    }

    /** What a task over records says of the records that name the file. */
    private final class Records implements RecordSink {
        private final TaskDefinition.Records task;

        Records(TaskDefinition.Records task) {
            this.task = task;
        }

        @Override
        public void found(RecordFacts record) {
            if (record.files().contains(key)) {
                decisions.put(task.name() + " by " + record.owner(), judge(record));
            }
        }

        private Decision judge(RecordFacts record) {
            Decision decision = task.policy().judge(record, walk.now());
            Optional<Owner> other = owners.stream()
                    .filter(owner -> !record.retiredOwners().contains(owner))
                    .findFirst()
                    .or(() -> spelling);
            return decision.removes() && other.isPresent()
                    ? Decision.keep(
                            Reason.Kind.REFERENCE, "the record is due, and its file is referenced by " + other.get())
                    : decision;
        }

        @Override
        public void unreadable(Owner owner, Failure failure) {
            decisions.put(task.name() + " by " + owner, Decision.unknown("the record could not be read: " + failure));
        }
    }
}
