package dev.cleanup.jsonstore.internal.codec;

import static dev.cleanup.jsonstore.internal.codec.Codecs.TEXT;
import static dev.cleanup.jsonstore.internal.codec.Codecs.listOf;
import static dev.cleanup.jsonstore.internal.codec.Codecs.names;

import dev.cleanup.jsonstore.internal.codec.ObjectCodec.Fields;
import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.reference.Origin;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.ItemRef;
import dev.cleanup.report.Refusal;
import dev.cleanup.report.TaskOutcome;
import java.util.Optional;
import java.util.function.Function;

/** The shapes of what becomes of items and tasks, and why. */
final class OutcomeCodecs {

    private static final String SECRET = "secret";

    private OutcomeCodecs() {}

    static JsonCodec<TaskOutcome> taskOutcome() {
        return new VariantCodec<TaskOutcome>()
                .or("completed", TaskOutcome.Completed.class, TaskOutcome.Completed::new)
                .or(
                        "completedWithFailures",
                        TaskOutcome.CompletedWithFailures.class,
                        TaskOutcome.CompletedWithFailures::new)
                .or(
                        "refused",
                        TaskOutcome.Refused.class,
                        one("refusals", listOf(refusal()), TaskOutcome.Refused::refusals, TaskOutcome.Refused::new))
                .or(
                        "skipped",
                        TaskOutcome.Skipped.class,
                        one("why", TEXT, TaskOutcome.Skipped::why, TaskOutcome.Skipped::new))
                .or(
                        "stopped",
                        TaskOutcome.Stopped.class,
                        one("why", TEXT, TaskOutcome.Stopped::why, TaskOutcome.Stopped::new))
                .or(
                        "failed",
                        TaskOutcome.Failed.class,
                        one("failure", failure(), TaskOutcome.Failed::failure, TaskOutcome.Failed::new));
    }

    static JsonCodec<Outcome> outcome() {
        return new VariantCodec<Outcome>()
                .or("deleted", Outcome.Deleted.class, Outcome.Deleted::new)
                .or(
                        "setAside",
                        Outcome.Quarantined.class,
                        one("id", TEXT, Outcome.Quarantined::id, Outcome.Quarantined::new))
                .or(
                        "archived",
                        Outcome.Archived.class,
                        one("location", TEXT, Outcome.Archived::location, Outcome.Archived::new))
                .or("putBack", Outcome.Restored.class, Outcome.Restored::new)
                .or("settled", Outcome.Settled.class, Outcome.Settled::new)
                .or("alreadyGone", Outcome.AlreadyGone.class, Outcome.AlreadyGone::new)
                .or("kept", Outcome.Kept.class, one("reason", reason(), Outcome.Kept::reason, Outcome.Kept::new))
                .or(
                        "failed",
                        Outcome.Failed.class,
                        one("failure", failure(), Outcome.Failed::failure, Outcome.Failed::new))
                .or(
                        "unknown",
                        Outcome.Unknown.class,
                        one("failure", failure(), Outcome.Unknown::failure, Outcome.Unknown::new))
                .or("leftOver", Outcome.NotReached.class, Outcome.NotReached::new);
    }

    static JsonCodec<ItemRef> subject() {
        return new VariantCodec<ItemRef>()
                .or("file", ItemRef.OfFile.class, one("key", PlanCodec.KEY, ItemRef.OfFile::key, ItemRef.OfFile::new))
                .or(
                        "record",
                        ItemRef.OfRecord.class,
                        one("owner", owner(), ItemRef.OfRecord::owner, ItemRef.OfRecord::new))
                .or("entry", ItemRef.OfEntry.class, one("shown", TEXT, ItemRef.OfEntry::shown, ItemRef.OfEntry::new));
    }

    static JsonCodec<Owner> owner() {
        var owner = new Fields<Owner>();
        var source = owner.field("source", TEXT, Owner::source);
        var id = owner.field("id", TEXT, Owner::id);
        var identity = owner.optional(
                "identity", TEXT, of -> Optional.of(of.origin().identity()).filter(text -> !text.equals(of.source())));
        var ids =
                owner.optional("ids", TEXT, of -> of.origin().hasSecretIds() ? Optional.of(SECRET) : Optional.empty());
        return owner.madeBy(of -> new Owner(origin(of.of(source), of.of(identity), of.of(ids)), of.of(id)));
    }

    private static Origin origin(String source, Optional<String> identity, Optional<String> ids) {
        Origin origin = Origin.of(source, identity.orElse(source));
        return ids.isPresent() ? requireSecret(ids.get(), origin) : origin;
    }

    private static Origin requireSecret(String ids, Origin origin) {
        if (!ids.equals(SECRET)) {
            throw new IllegalArgumentException(
                    "ids are " + JsonTokens.quoted(ids) + ", where only \"secret\" is known");
        }
        return origin.withSecretIds();
    }

    static JsonCodec<Reason> reason() {
        var reason = new Fields<Reason>();
        var kind = reason.field("kind", names(Reason.Kind.class), Reason::kind);
        var text = reason.field("text", TEXT, Reason::text);
        return reason.madeBy(of -> new Reason(of.of(kind), of.of(text)));
    }

    private static JsonCodec<Failure> failure() {
        var failure = new Fields<Failure>();
        var type = failure.field("type", TEXT, Failure::type);
        var message = failure.field("message", TEXT, Failure::message);
        return failure.madeBy(of -> new Failure(of.of(type), of.of(message)));
    }

    private static JsonCodec<Refusal> refusal() {
        var refusal = new Fields<Refusal>();
        var guard = refusal.field("guard", TEXT, Refusal::guard);
        var message = refusal.field("message", TEXT, Refusal::message);
        var samples = refusal.field("samples", listOf(TEXT), Refusal::samples);
        var remedy = refusal.field("remedy", TEXT, Refusal::remedy);
        var way = refusal.field("way", names(Refusal.Remedy.class), Refusal::way);
        return refusal.madeBy(
                of -> new Refusal(of.of(guard), of.of(message), of.of(samples), of.of(remedy), of.of(way)));
    }

    /** An object with a single field. */
    private static <T, V> ObjectCodec<T> one(
            String name, JsonCodec<V> shape, Function<T, V> value, Function<V, T> maker) {
        var fields = new Fields<T>();
        var field = fields.field(name, shape, value);
        return fields.madeBy(of -> maker.apply(of.of(field)));
    }
}
