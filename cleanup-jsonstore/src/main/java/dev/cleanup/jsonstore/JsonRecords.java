package dev.cleanup.jsonstore;

import static java.util.Objects.requireNonNull;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.FactValue;
import dev.cleanup.jsonstore.internal.claim.EntryClaimOperation;
import dev.cleanup.jsonstore.internal.claim.EntryClaimResults;
import dev.cleanup.jsonstore.internal.claim.EntryConfirmOperation;
import dev.cleanup.jsonstore.internal.claim.EntryOptions;
import dev.cleanup.jsonstore.internal.claim.EntrySettleOperation;
import dev.cleanup.jsonstore.internal.claim.JudgedVersion;
import dev.cleanup.jsonstore.internal.claim.MarkJournal;
import dev.cleanup.jsonstore.internal.claim.SharingMode;
import dev.cleanup.jsonstore.internal.document.EntrySchema;
import dev.cleanup.jsonstore.internal.document.FieldReaders;
import dev.cleanup.jsonstore.internal.document.FieldValue;
import dev.cleanup.jsonstore.internal.document.JsonPointer;
import dev.cleanup.jsonstore.internal.file.DocumentLock;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.policy.ItemPolicy;
import dev.cleanup.record.Claim;
import dev.cleanup.record.ClaimRequest;
import dev.cleanup.record.ClaimSink;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.record.RecordSink;
import dev.cleanup.record.RecordSource;
import dev.cleanup.record.Settlement;
import dev.cleanup.record.SettlementRequest;
import dev.cleanup.reference.KeyMapping;
import dev.cleanup.reference.Owner;
import dev.cleanup.reference.ReferenceSink;
import dev.cleanup.storage.OutcomeSink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one JSON file as records, such as tokens that name files.
 *
 * <p>Removed entries are cut out of the file, one rewrite for all of a task; every other byte stays. How the host and the
 * library share the file is declared: {@link #lockedBy}, {@link #deletedByHost} or {@link #readOnly}. An entry that cannot
 * be read stays and is reported; a file that is not what was declared is not read at all. The guide is
 * {@code docs/token-files.md}.
 *
 * <pre>{@code
 * JsonRecords.in(file).objectById().created("/created_at").expires("/expires_at").file("/audio").lockedBy(lock)
 * }</pre>
 *
 * <p>Immutable, safe for use by several threads; each setting returns a copy. Places are JSON Pointers within an entry. A
 * setting that was made already is a conflict and throws an {@link IllegalStateException}; a pointer that is none, or lies
 * below another one, throws an {@link IllegalArgumentException}.
 */
public final class JsonRecords implements RecordSource {

    private final EntryOptions settings;
    private final AtomicReference<@Nullable JudgedVersion> judged = new AtomicReference<>();

    private JsonRecords(EntryOptions settings) {
        this.settings = settings;
    }

    /**
     * Begins with a file.
     *
     * @param file the file, or a link to it
     * @return what still needs the shape
     */
    public static Unshaped in(Path file) {
        return new Unshaped(requireNonNull(file, "file"), JsonPointer.of("under", ""));
    }

    /** A JSON file of which it is still to be said how the entries lie in it. Immutable. */
    public static final class Unshaped {

        private final Path file;
        private final JsonPointer container;

        private Unshaped(Path file, JsonPointer container) {
            this.file = file;
            this.container = container;
        }

        /**
         * Says that the entries are not at the top of the file.
         *
         * @param pointer a JSON Pointer to the object or array that holds them
         * @return a copy that looks there
         */
        public Unshaped under(String pointer) {
            if (!container.segments().isEmpty()) {
                throw new IllegalStateException("under was already set to " + container
                        + ": the entries are in one place. Drop one of the two");
            }
            return new Unshaped(file, JsonPointer.ofMember("under", pointer));
        }

        /**
         * The entries are the members of an object, whose names are their ids.
         *
         * @return the records
         */
        public JsonRecords objectById() {
            return new JsonRecords(EntryOptions.of(file, EntrySchema.byId(container)));
        }

        /**
         * The entries are the elements of an array.
         *
         * @param id where their ids stand, text or numbers
         * @return the records
         */
        public JsonRecords arrayById(String id) {
            return new JsonRecords(
                    EntryOptions.of(file, EntrySchema.inArray(container, JsonPointer.ofMember("id", id))));
        }
    }

    /**
     * Names the source; unless named, it is called like the file.
     *
     * @param name for messages and reports, and the source of its owners
     * @return a copy of that name
     */
    public JsonRecords named(String name) {
        return new JsonRecords(settings.named(name));
    }

    /**
     * Says where the time stands at which entries came into being, as ISO text with a zone.
     *
     * @param pointer the place
     * @return a copy with it
     */
    public JsonRecords created(String pointer) {
        return created(pointer, JsonTime.iso());
    }

    /**
     * Says where the time stands at which entries came into being.
     *
     * @param pointer the place
     * @param form how it is written
     * @return a copy with it
     */
    public JsonRecords created(String pointer, JsonTime form) {
        return time("created", pointer, form);
    }

    /**
     * Says where the time stands at which entries are no longer needed, as ISO text with a zone.
     *
     * @param pointer the place
     * @return a copy with it
     */
    public JsonRecords expires(String pointer) {
        return expires(pointer, JsonTime.iso());
    }

    /**
     * Says where the time stands at which entries are no longer needed.
     *
     * @param pointer the place
     * @param form how it is written
     * @return a copy with it
     */
    public JsonRecords expires(String pointer, JsonTime form) {
        return time("expires", pointer, form);
    }

    /**
     * Says where a time stands.
     *
     * @param name what policies call it
     * @param pointer the place
     * @param form how it is written
     * @return a copy with it
     */
    public JsonRecords time(String name, String pointer, JsonTime form) {
        requireNonNull(form, "form");
        return with(Fact.time(requireText("name", name)), pointer, form.toString(), form::read);
    }

    /**
     * Says where a flag stands that is true once an entry was used: the attribute {@code used}, which is {@code true} or
     * {@code false}, and {@code false} where nothing stands.
     *
     * @param pointer the place
     * @return a copy with it
     */
    public JsonRecords used(String pointer) {
        return with(Fact.attribute("used"), pointer, "flag", FieldReaders::flag);
    }

    /**
     * Says where it stands who uses an entry right now; null, blank and false mean nobody.
     *
     * @param pointer the place
     * @return a copy with it
     */
    public JsonRecords inUseBy(String pointer) {
        return with(Fact.IN_USE_BY, pointer, "user", FieldReaders::user);
    }

    /**
     * Says where the status stands.
     *
     * @param pointer the place
     * @return a copy with it
     */
    public JsonRecords status(String pointer) {
        return with(Fact.STATUS, pointer, "text", FieldReaders::text);
    }

    /**
     * Says where an attribute stands: text, a number as it is written, true or false.
     *
     * @param name what policies call it
     * @param pointer the place
     * @return a copy with it
     */
    public JsonRecords attribute(String name, String pointer) {
        return with(Fact.attribute(requireText("name", name)), pointer, "text", FieldReaders::text);
    }

    private JsonRecords with(Fact<?> fact, String pointer, String form, Function<FieldValue, FactValue<?>> reading) {
        EntrySchema.Meaning meaning = new EntrySchema.Meaning(form, reading);
        return new JsonRecords(
                settings.with(settings.declared().with(fact, JsonPointer.ofMember("pointer", pointer), meaning)));
    }

    /**
     * Says where a file is named, or an array of files, by paths relative to the storage's root.
     *
     * @param pointer the place; more places add up
     * @return a copy with it
     */
    public JsonRecords file(String pointer) {
        return file(pointer, KeyMapping.relativePaths());
    }

    /**
     * Says where a file is named, or an array of files.
     *
     * @param pointer the place; more places add up
     * @param mapping what is named there, and which files are derived from it
     * @return a copy with it
     */
    public JsonRecords file(String pointer, KeyMapping mapping) {
        requireNonNull(mapping, "mapping");
        return new JsonRecords(
                settings.with(settings.declared().with(JsonPointer.ofMember("pointer", pointer), mapping)));
    }

    /**
     * Takes a file that is missing, in a folder that is there, for one without entries. Otherwise it is not known what it
     * held.
     *
     * @return a copy that does
     */
    public JsonRecords absentMeansEmpty() {
        return new JsonRecords(settings.absentMeansEmpty());
    }

    /**
     * Shares the file with a host that holds a lock whenever it writes it, and asks it before an entry is used.
     *
     * @param lock the lock of the same file
     * @return a copy that removes entries itself
     * @throws IllegalArgumentException if it is the lock of another file
     */
    public JsonRecords lockedBy(JsonFileLock lock) {
        // Not normalised: what lies above a linked folder is another one than what its name says.
        if (!lock.file().toAbsolutePath().equals(settings.file().toAbsolutePath())) {
            throw new IllegalArgumentException("lock (" + lock + ") must be that of " + settings.file()
                    + ": holding it would keep nobody from writing. Use JsonFileLock.beside(file) with the same path");
        }
        return new JsonRecords(settings.sharing(new SharingMode.Locked(lock.lock())));
    }

    /**
     * Has the host remove entries, under whatever lock it has. Marks are made beside the file nevertheless.
     *
     * @param removal removes the entries of the ids, and returns once the file is written without them; what it throws is
     *     reported, and which entries are gone is seen afterwards
     * @return a copy that never writes the file
     */
    public JsonRecords deletedByHost(Consumer<Set<String>> removal) {
        requireNonNull(removal, "removal");
        return new JsonRecords(settings.sharing(
                new SharingMode.ByHost(JsonFileLock.beside(settings.file()).lock(), removal)));
    }

    /**
     * Shows the ids of entries in texts, such as reports, logs and alerts. Default: texts show a hash, as the id of an entry may
     * be a token that somebody could use; {@link Owner#hashOf} computes it.
     *
     * @return a copy whose ids are no secrets
     * @throws IllegalStateException if it shows them already
     */
    public JsonRecords showingIds() {
        return new JsonRecords(settings.showingIds());
    }

    /**
     * Refuses to write: the entries only say which files are in use, and no task can remove them.
     *
     * @return a copy that only reads, without any lock
     */
    public JsonRecords readOnly() {
        return new JsonRecords(settings.sharing(new SharingMode.ReadOnly()));
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public Map<String, String> configuration() {
        return settings.configuration();
    }

    @Override
    public Set<Fact<?>> provides() {
        Set<Fact<?>> facts = new HashSet<>(settings.declared().facts().keySet());
        facts.add(Fact.FILES);
        return Set.copyOf(facts);
    }

    /** Entries can be deleted, and nothing else: whatever is written into an entry would have to fit its host. */
    @Override
    public boolean supports(Settlement settlement) {
        return settings.isWritten() && settlement instanceof Settlement.Delete;
    }

    /** All at once: the file is rewritten as a whole. */
    @Override
    public int batchSize() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void read(ReferenceSink sink) {
        settings.store().references(requireNonNull(sink, "sink"));
    }

    @Override
    public void find(ItemPolicy due, Instant now, RecordSink sink) {
        requireNonNull(now, "now");
        settings.store().find(due, requireNonNull(sink, "sink"));
    }

    @Override
    public void claim(List<RecordFacts> batch, ClaimRequest order, ClaimSink sink) {
        EntryClaimOperation call = new EntryClaimOperation(settings.store(), batch, order);
        EntryClaimResults answers = call.make(settings.lock());
        judged.set(call.judged().orElse(null));
        answers.deliver(sink);
    }

    @Override
    public void confirm(List<Claim> batch, ClaimRequest order, ClaimSink sink) {
        new EntryConfirmOperation(settings.store(), batch, order)
                .make(settings.lock(), Optional.ofNullable(judged.get()))
                .deliver(sink);
    }

    @Override
    public void settle(List<SettlementRequest> batch, OutcomeSink<SettlementRequest> sink) {
        EntrySettleOperation call = new EntrySettleOperation(settings.store(), batch);
        if (settings.sharing() instanceof SharingMode.ByHost host) {
            call.by(host).deliver(sink);
        } else {
            call.under(settings.lock()).deliver(sink);
        }
    }

    @Override
    public void release(List<Claim> batch, OutcomeSink<Claim> sink) {
        Outcome outcome = released(batch.stream().map(Claim::token).toList());
        batch.forEach(claim -> sink.outcome(claim, outcome));
    }

    private Outcome released(List<String> tokens) {
        try (DocumentLock.Hold hold = settings.lock().holdToWrite()) {
            MarkJournal.in(hold.siblings().marks()).takeOff(hold.disk(), tokens);
            return new Outcome.Settled();
        } catch (IOException | JsonFileBusyException fault) {
            return Outcome.failed(fault);
        }
    }

    @Override
    public void openClaims(Consumer<Claim> sink) {
        settings.store().unsettled(requireNonNull(sink, "sink"));
    }

    private static String requireText(String setting, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(setting + " (" + text
                    + ") must not be blank: no policy could ask for it." + " Use a name such as last-used");
        }
        return text;
    }

    /** Shows the name and the file. */
    @Override
    public String toString() {
        return name() + " in " + settings.file();
    }
}
