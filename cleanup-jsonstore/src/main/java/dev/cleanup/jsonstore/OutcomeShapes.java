package dev.cleanup.jsonstore;

import static dev.cleanup.jsonstore.Shapes.TEXT;
import static dev.cleanup.jsonstore.Shapes.listOf;
import static dev.cleanup.jsonstore.Shapes.names;

import dev.cleanup.jsonstore.ObjectShape.Fields;
import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.reference.Origin;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.Refusal;
import dev.cleanup.report.Subject;
import dev.cleanup.report.TaskOutcome;
import java.util.Optional;
import java.util.function.Function;

/** The shapes of what becomes of items and tasks, and why. */
final class OutcomeShapes {

    private static final String SECRET = "secret";

    private OutcomeShapes() {}

    static Shape<TaskOutcome> taskOutcome() {
        return new KindShape<TaskOutcome>()
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

    static Shape<Outcome> outcome() {
        return new KindShape<Outcome>()
                .or("deleted", Outcome.Deleted.class, Outcome.Deleted::new)
                .or("setAside", Outcome.SetAside.class, one("id", TEXT, Outcome.SetAside::id, Outcome.SetAside::new))
                .or(
                        "archived",
                        Outcome.Archived.class,
                        one("location", TEXT, Outcome.Archived::location, Outcome.Archived::new))
                .or("putBack", Outcome.PutBack.class, Outcome.PutBack::new)
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
                .or("leftOver", Outcome.LeftOver.class, Outcome.LeftOver::new);
    }

    static Shape<Subject> subject() {
        return new KindShape<Subject>()
                .or("file", Subject.OfFile.class, one("key", PlanShape.KEY, Subject.OfFile::key, Subject.OfFile::new))
                .or(
                        "record",
                        Subject.OfRecord.class,
                        one("owner", owner(), Subject.OfRecord::owner, Subject.OfRecord::new))
                .or("entry", Subject.OfEntry.class, one("shown", TEXT, Subject.OfEntry::shown, Subject.OfEntry::new));
    }

    static Shape<Owner> owner() {
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
            throw new IllegalArgumentException("ids are " + JsonInput.quoted(ids) + ", where only \"secret\" is known");
        }
        return origin.withSecretIds();
    }

    static Shape<Reason> reason() {
        var reason = new Fields<Reason>();
        var kind = reason.field("kind", names(Reason.Kind.class), Reason::kind);
        var text = reason.field("text", TEXT, Reason::text);
        return reason.madeBy(of -> new Reason(of.of(kind), of.of(text)));
    }

    private static Shape<Failure> failure() {
        var failure = new Fields<Failure>();
        var type = failure.field("type", TEXT, Failure::type);
        var message = failure.field("message", TEXT, Failure::message);
        return failure.madeBy(of -> new Failure(of.of(type), of.of(message)));
    }

    private static Shape<Refusal> refusal() {
        var refusal = new Fields<Refusal>();
        var guard = refusal.field("guard", TEXT, Refusal::guard);
        var message = refusal.field("message", TEXT, Refusal::message);
        var samples = refusal.field("samples", listOf(TEXT), Refusal::samples);
        var remedy = refusal.field("remedy", TEXT, Refusal::remedy);
        var way = refusal.field("way", names(Refusal.Way.class), Refusal::way);
        return refusal.madeBy(
                of -> new Refusal(of.of(guard), of.of(message), of.of(samples), of.of(remedy), of.of(way)));
    }

    /** An object with a single field. */
    private static <T, V> ObjectShape<T> one(String name, Shape<V> shape, Function<T, V> value, Function<V, T> maker) {
        var fields = new Fields<T>();
        var field = fields.field(name, shape, value);
        return fields.madeBy(of -> maker.apply(of.of(field)));
    }
}
