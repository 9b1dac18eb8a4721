package dev.cleanup.jdbc.internal.claim;

import dev.cleanup.jdbc.internal.claim.BatchOperation.Done;
import dev.cleanup.jdbc.internal.record.RecordAccess;
import dev.cleanup.jdbc.internal.sql.RetryDelay;
import dev.cleanup.jdbc.internal.sql.SqlFault;
import dev.cleanup.jdbc.internal.sql.SqlFault.Kind;
import dev.cleanup.jdbc.internal.sql.Transaction;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Does work on many records in one transaction; where somebody is in the way, does it again after a while; and where a
 * single record may be to blame, does it one by one, so that it spoils nothing for its neighbours. Immutable.
 *
 * @param access where transactions come from
 * @param pause waits before another attempt
 */
public record BatchExecutor(RecordAccess access, RetryDelay pause) {

    /** How often a transaction is tried that others were in the way of. */
    public static final int ATTEMPTS = 3;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

    /** Does the work on all items, and says of each what came of it. */
    public <T, R> Map<T, R> all(List<T> items, BatchOperation<T, R> work) {
        if (items.isEmpty()) {
            return Map.of();
        }
        Attempt<T, R> attempt = attempt(items, work);
        for (int failed = 1; isWorthAnother(attempt, failed); failed++) {
            attempt = attempt(items, work);
        }
        @Nullable SqlFault trouble = attempt.trouble;
        if (trouble == null) {
            return attempt.results;
        }
        return items.size() > 1 && trouble.kind() != Kind.NO_CONNECTION
                ? each(items, work)
                : refused(items, work, trouble);
    }

    private <T, R> boolean isWorthAnother(Attempt<T, R> attempt, int failed) {
        @Nullable SqlFault trouble = attempt.trouble;
        return trouble != null
                && trouble.kind() == Kind.PASSING
                && failed < ATTEMPTS
                && hasPaused(FIRST_PAUSE.multipliedBy(1L << (2 * (failed - 1))));
    }

    private boolean hasPaused(Duration time) {
        try {
            pause.take(time);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Each item in a transaction of its own, until there is no connection any more, or several in a row wait in vain: then
     * it is not they that are locked but the table.
     */
    private <T, R> Map<T, R> each(List<T> items, BatchOperation<T, R> work) {
        Map<T, R> results = new LinkedHashMap<>();
        int inVain = 0;
        for (T item : items) {
            Attempt<T, R> attempt = attempt(List.of(item), work);
            @Nullable SqlFault trouble = attempt.trouble;
            if (trouble == null) {
                results.putAll(attempt.results);
                inVain = 0;
                continue;
            }
            results.put(item, work.refused(item, trouble));
            inVain = trouble.kind() == Kind.PASSING ? inVain + 1 : 0;
            if (trouble.kind() == Kind.NO_CONNECTION || inVain == ATTEMPTS) {
                items.forEach(rest -> results.computeIfAbsent(rest, left -> work.refused(left, trouble)));
                return results;
            }
        }
        return results;
    }

    private <T, R> Attempt<T, R> attempt(List<T> items, BatchOperation<T, R> work) {
        @Nullable Done<T, R> done = null;
        @Nullable SqlFault doubt = null;
        try (Transaction transaction = access.begin()) {
            done = work.perform(transaction, items);
            doubt = commit(transaction);
        } catch (SQLException | RuntimeException fault) {
            if (done == null) {
                return Attempt.failed(SqlFault.of(fault));
            }
            // what fails once the end of the transaction is decided changes nothing about it
        }
        return doubt == null ? Attempt.done(done.results()) : resolve(items, work, done, doubt);
    }

    private static @Nullable SqlFault commit(Transaction transaction) {
        try {
            transaction.commit();
            return null;
        } catch (SQLException | RuntimeException fault) {
            return SqlFault.of(fault);
        }
    }

    /**
     * A commit that failed may have taken place: that is asked on another connection, behind the locks that the first one
     * holds for as long as it lives.
     */
    private <T, R> Attempt<T, R> resolve(List<T> items, BatchOperation<T, R> work, Done<T, R> done, SqlFault doubt) {
        try (Transaction transaction = access.begin()) {
            return done.tookPlace().holds(transaction) ? Attempt.done(done.results()) : Attempt.failed(doubt);
        } catch (SQLException | RuntimeException fault) {
            return Attempt.done(answers(items, item -> work.unknown(item, doubt)));
        }
    }

    /** Does nothing with the items, for a reason that is known already. */
    public static <T, R> Map<T, R> refused(List<T> items, BatchOperation<T, R> work, SqlFault trouble) {
        return answers(items, item -> work.refused(item, trouble));
    }

    private static <T, R> Map<T, R> answers(List<T> items, Function<T, R> answer) {
        Map<T, R> answers = new LinkedHashMap<>();
        items.forEach(item -> answers.put(item, answer.apply(item)));
        return answers;
    }

    /** What came of one transaction: either results, or what was in its way. */
    private record Attempt<T, R>(
            Map<T, R> results, @Nullable SqlFault trouble) {

        static <T, R> Attempt<T, R> done(Map<T, R> results) {
            return new Attempt<>(results, null);
        }

        static <T, R> Attempt<T, R> failed(SqlFault trouble) {
            return new Attempt<>(Map.of(), trouble);
        }
    }
}
