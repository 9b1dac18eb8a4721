package dev.cleanup.jdbc;

import static dev.cleanup.CleanupTask.records;
import static dev.cleanup.policy.Policies.expired;
import static java.time.ZoneOffset.UTC;

import dev.cleanup.Cleanup;
import dev.cleanup.CleanupBuilder;
import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.record.Claim;
import dev.cleanup.record.ClaimRequest;
import dev.cleanup.record.ClaimSink;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.record.RecordSink;
import dev.cleanup.record.Settlement;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.storage.StorageTarget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * The library itself, at work on the image of a gallery: a whole run, which stops before what it reads, locks, changes
 * and commits there, and before it removes the file. The ledger, which no host knows, is no place to meet.
 */
final class RealCleaner {

    private static final Map<Pattern, String> STEPS = steps();

    /** The first statement of a snapshot, which shows everything as of now. */
    private static final Map<Pattern, String> READ =
            Map.of(Pattern.compile("SET TRANSACTION READ ONLY"), "read the references");

    private final Gallery gallery;
    private final UnaryOperator<JdbcRecords> mapping;
    private final boolean readsCovers;

    private RealCleaner(Gallery gallery, UnaryOperator<JdbcRecords> mapping, boolean readsCovers) {
        this.gallery = gallery;
        this.mapping = mapping;
        this.readsCovers = readsCovers;
    }

    private static Map<Pattern, String> steps() {
        Map<Pattern, String> steps = new LinkedHashMap<>();
        steps.put(Pattern.compile("(?s).*cleanup_claims.*"), "");
        steps.put(Pattern.compile("(?s).* FOR UPDATE.*"), "lock the image");
        steps.put(Pattern.compile("(?s)SELECT .* LIMIT 1000"), "find the image");
        steps.put(Pattern.compile("(?s)SELECT .* tasks .*"), "judge the image");
        steps.put(Pattern.compile("(?s)UPDATE .*"), "change the image");
        steps.put(Pattern.compile("(?s)DELETE .*"), "delete the image");
        return steps;
    }

    /** With its marks in the ledger alone. */
    static RealCleaner withLedger(Gallery gallery) {
        return new RealCleaner(gallery, images -> images, false);
    }

    /** With its marks in a column, too, which the host honours. */
    static RealCleaner withColumn(Gallery gallery) {
        return new RealCleaner(gallery, images -> images.markedIn("removing"), false);
    }

    /** The covers are a source of references, too. */
    RealCleaner readingCovers() {
        return new RealCleaner(gallery, mapping, true);
    }

    /** The images of the gallery, on a data source. */
    JdbcRecords images(DataSource source) {
        return mapping.apply(JdbcRecords.table(source, "images")
                .id("id")
                .expires("expires_at", UTC)
                .file("path")
                .inUseQuery("SELECT id FROM tasks WHERE status = 'pending' AND image = :id"));
    }

    /** A whole run, step by step. */
    CleanupReport run(Session session) {
        StorageTarget storage = new SharedStorage(gallery.storage(), "here", () -> stop(session, "remove the file"));
        CleanupBuilder builder = cleanup(storage, stepwise(session, STEPS));
        if (readsCovers) {
            builder.referencedBy(JdbcReferences.of(stepwise(session, READ)).column("covers", "path"));
        }
        return builder.build().run();
    }

    /** A whole run at once, as if in another process. */
    CleanupReport runElsewhere() {
        StorageTarget storage = new SharedStorage(gallery.storage(), "elsewhere", () -> {});
        return cleanup(storage, gallery.source()).build().run();
    }

    private CleanupBuilder cleanup(StorageTarget storage, DataSource source) {
        return Cleanup.of("gallery", storage)
                .task(records("expired", images(source))
                        .where(expired())
                        .removingFiles()
                        .deletingRecords())
                .clock(() -> Gallery.NOW);
    }

    /** Claims the image, step by step, and gives the claims. */
    List<Claim> claim(Session session) {
        ClaimRequest order = new ClaimRequest(
                "run of " + session,
                "expired",
                new Settlement.Delete(),
                Gallery.NOW,
                record -> expired().judge(record, Gallery.NOW));
        Claimed claimed = new Claimed();
        images(stepwise(session, STEPS)).claim(found(), order, claimed);
        return claimed.claims;
    }

    private List<RecordFacts> found() {
        List<RecordFacts> found = new ArrayList<>();
        images(gallery.source()).find(expired(), Gallery.NOW, new RecordSink() {
            @Override
            public void found(RecordFacts record) {
                found.add(record);
            }

            @Override
            public void unreadable(Owner owner, Failure failure) {
                throw new AssertionError(owner + ": " + failure);
            }
        });
        return found;
    }

    private DataSource stepwise(Session session, Map<Pattern, String> steps) {
        return Tapped.of(gallery.source(), call -> {
            step(call, steps).ifPresent(step -> stop(session, step));
            return call.proceed();
        });
    }

    private static Optional<String> step(Tapped.Call call, Map<Pattern, String> steps) {
        if (!call.executes()) {
            return call.commits() ? Optional.of("commit") : Optional.empty();
        }
        return steps.entrySet().stream()
                .filter(step -> step.getKey().matcher(call.sql()).matches())
                .map(Map.Entry::getValue)
                .findFirst()
                .filter(step -> !step.isEmpty());
    }

    private static void stop(Session session, String step) {
        try {
            session.before(step);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Keeps the claims, and nothing else. */
    private static final class Claimed implements ClaimSink {
        private final List<Claim> claims = new ArrayList<>();

        @Override
        public void claimed(Claim claim) {
            claims.add(claim);
        }

        @Override
        public void notClaimed(Owner owner, Outcome outcome) {}
    }
}
