package dev.cleanup.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.sql.DataSource;

/**
 * Makes a data source fail: the n-th call throws, counted over it and all connections, statements and rows that come
 * from it. Keeps a list of the calls it counted. For one thread.
 */
public final class FaultyDataSource {

    private final DataSource source;
    private final Predicate<String> counted;
    private final Map<String, Object> answers;
    private final int failing;
    private final List<String> calls = new ArrayList<>();
    private int open;

    private FaultyDataSource(DataSource real, Predicate<String> counted, int failing, Map<String, Object> answers) {
        this.source = Tapped.of(real, this::call);
        this.counted = counted;
        this.failing = failing;
        this.answers = answers;
    }

    /** Fails the n-th call of all, from 1. */
    static FaultyDataSource failingCall(DataSource real, int n) {
        return new FaultyDataSource(real, method -> true, n, Map.of());
    }

    /** Fails the n-th call of one method, such as {@code next}, from 1. */
    static FaultyDataSource failing(DataSource real, String method, int n) {
        return new FaultyDataSource(real, method::equals, n, Map.of());
    }

    /** Fails nothing, and counts. */
    static FaultyDataSource counting(DataSource real) {
        return failingCall(real, 0);
    }

    /** Fails nothing, but does not do what one method asks for. */
    static FaultyDataSource ignoring(DataSource real, String method) {
        return answering(real, method, null);
    }

    /** Fails nothing, but has one answer to one method. */
    public static FaultyDataSource answering(DataSource real, String method, Object answer) {
        return new FaultyDataSource(real, other -> false, 0, Collections.singletonMap(method, answer));
    }

    /** What to hand out. */
    public DataSource source() {
        return source;
    }

    /** What was called, such as {@code setFetchSize[1000]}. */
    List<String> calls() {
        return calls;
    }

    boolean hasFailed() {
        return failing > 0 && calls.size() >= failing;
    }

    /** How many connections nobody tried to close. */
    int open() {
        return open;
    }

    private Object call(Tapped.Call call) throws Throwable {
        boolean closing = call.name().equals("close");
        open -= closing && call.target() instanceof Connection ? 1 : 0;
        if (answers.containsKey(call.name())) {
            return answers.get(call.name());
        }
        try {
            count(call);
        } catch (SQLException injected) {
            if (closing) {
                call.proceed();
            }
            throw injected;
        }
        Object result = call.proceed();
        open += result instanceof Connection && call.target() instanceof DataSource ? 1 : 0;
        return result;
    }

    private void count(Tapped.Call call) throws SQLException {
        if (call.canFail() && counted.test(call.name())) {
            calls.add(call.toString());
            if (calls.size() == failing) {
                throw new SQLException("injected into " + call.name());
            }
        }
    }
}
