package dev.cleanup.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.DataSource;

/** Hands out the same connection each time, and keeps it open, as a pool or a thread-bound transaction does. */
public final class OneConnection {

    private OneConnection() {}

    public static DataSource of(Connection connection) {
        Connection kept =
                proxy(Connection.class, (method, call) -> method.equals("close") ? null : call.on(connection));
        return proxy(DataSource.class, (method, call) -> {
            if (!method.equals("getConnection")) {
                throw new UnsupportedOperationException(method);
            }
            return kept;
        });
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answer.to(method.getName(), object -> {
                    try {
                        return method.invoke(object, arguments);
                    } catch (InvocationTargetException fault) {
                        throw fault.getCause();
                    }
                })));
    }

    private interface Answer {
        Object to(String method, Call call) throws Throwable;
    }

    private interface Call {
        Object on(Object object) throws Throwable;
    }
}
