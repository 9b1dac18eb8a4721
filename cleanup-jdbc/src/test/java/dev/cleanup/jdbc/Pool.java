package dev.cleanup.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/** Keeps connections open and hands them out again, as they were at first. Safe for use by several threads. */
final class Pool implements AutoCloseable {

    private final DataSource real;
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();

    Pool(DataSource real) {
        this.real = real;
    }

    DataSource source() {
        return proxy(
                DataSource.class,
                (proxy, method, arguments) ->
                        method.getName().equals("getConnection") ? lent() : call(real, method, arguments));
    }

    private Connection lent() throws SQLException {
        Connection kept = idle.poll();
        Connection connection = kept == null ? real.getConnection() : kept;
        int level = connection.getTransactionIsolation();
        AtomicBoolean back = new AtomicBoolean();
        return proxy(Connection.class, (proxy, method, arguments) -> {
            if (!method.getName().equals("close")) {
                return call(connection, method, arguments);
            }
            if (!back.getAndSet(true)) {
                takeBack(connection, level);
            }
            return null;
        });
    }

    private void takeBack(Connection connection, int level) throws SQLException {
        if (!connection.isClosed()) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            connection.setTransactionIsolation(level);
            idle.push(connection);
        }
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : idle) {
            connection.close();
        }
    }

    private static Object call(Object object, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(object, arguments);
        } catch (InvocationTargetException fault) {
            throw fault.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
