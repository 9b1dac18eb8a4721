package dev.cleanup.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** A data source that a test gets in between of: what it scripts happens once, at the next call of a method. */
final class Interposed {

    private final DataSource real;
    private final Map<String, Deque<Script>> scripts = new HashMap<>();
    private final List<String> calls = new ArrayList<>();

    Interposed(DataSource real) {
        this.real = real;
    }

    /** The next call of a method of a connection, or of the data source, meets this. */
    Interposed at(String method, Script script) {
        scripts.computeIfAbsent(method, name -> new ArrayDeque<>()).add(script);
        return this;
    }

    /** What was called, and for statements what they say. */
    List<String> calls() {
        return calls;
    }

    DataSource source() {
        return wrapped(DataSource.class, real);
    }

    private <T> T wrapped(Class<T> type, Object target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, values) -> {
                    calls.add(method.getName() + (values == null ? "" : " " + values[0]));
                    Call call = () -> {
                        try {
                            return method.invoke(target, values);
                        } catch (InvocationTargetException fault) {
                            throw fault.getCause();
                        }
                    };
                    Deque<Script> scripted = scripts.getOrDefault(method.getName(), new ArrayDeque<>());
                    Object result = scripted.isEmpty()
                            ? call.proceed()
                            : scripted.remove().on(call);
                    return result instanceof Connection ? wrapped(Connection.class, result) : result;
                }));
    }

    /** What happens instead of a call. */
    interface Script {

        Object on(Call call) throws Throwable;

        /** Nothing, this once. */
        Script PASS = Call::proceed;

        static Script failing(SQLException fault) {
            return call -> {
                throw fault;
            };
        }

        /** The call goes through, and its answer gets lost. */
        static Script losingAnswer(SQLException fault) {
            return call -> {
                call.proceed();
                throw fault;
            };
        }
    }

    /** The call itself. */
    interface Call {
        Object proceed() throws Throwable;
    }
}
