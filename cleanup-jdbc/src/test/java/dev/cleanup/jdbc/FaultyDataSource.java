package dev.cleanup.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.sql.DataSource;

/**
 * Makes a data source fail: the n-th call throws, counted over it and all connections, statements and rows that come
 * from it. Keeps a list of the calls it counted. For one thread.
 */
final class FaultyDataSource {

    private static final List<Class<?>> WRAPPED = List.of(
            Connection.class, DatabaseMetaData.class, Statement.class, ResultSet.class, ResultSetMetaData.class);

    private final DataSource source;
    private final Predicate<String> counted;
    private final Map<String, Object> answers;
    private final int failing;
    private final List<String> calls = new ArrayList<>();
    private int open;

    private FaultyDataSource(DataSource real, Predicate<String> counted, int failing, Map<String, Object> answers) {
        this.source = wrapped(real, DataSource.class);
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
    static FaultyDataSource answering(DataSource real, String method, Object answer) {
        return new FaultyDataSource(real, other -> false, 0, Collections.singletonMap(method, answer));
    }

    /** What to hand out. */
    DataSource source() {
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

    private <T> T wrapped(T object, Class<T> type) {
        InvocationHandler handler = (proxy, method, arguments) -> call(object, method, arguments);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private Object call(Object object, Method method, Object[] arguments) throws Throwable {
        boolean closing = method.getName().equals("close");
        open -= closing && object instanceof Connection ? 1 : 0;
        if (answers.containsKey(method.getName())) {
            return answers.get(method.getName());
        }
        try {
            count(method, arguments);
        } catch (SQLException injected) {
            if (closing) {
                ((AutoCloseable) object).close();
            }
            throw injected;
        }
        return answer(object, method, arguments);
    }

    private Object answer(Object object, Method method, Object[] arguments) throws Throwable {
        try {
            Object result = method.invoke(object, arguments);
            open += result instanceof Connection && object instanceof DataSource ? 1 : 0;
            return wrapped(result);
        } catch (InvocationTargetException fault) {
            throw fault.getCause();
        }
    }

    private Object wrapped(Object result) {
        for (Class<?> type : WRAPPED) {
            if (type.isInstance(result)) {
                return wrappedAs(type, result);
            }
        }
        return result;
    }

    private <T> T wrappedAs(Class<T> type, Object result) {
        return wrapped(type.cast(result), type);
    }

    private void count(Method method, Object[] arguments) throws SQLException {
        boolean canFail = Arrays.asList(method.getExceptionTypes()).contains(SQLException.class);
        if (canFail && counted.test(method.getName())) {
            calls.add(method.getName() + (arguments == null ? "[]" : Arrays.toString(arguments)));
            if (calls.size() == failing) {
                throw new SQLException("injected into " + method.getName());
            }
        }
    }
}
