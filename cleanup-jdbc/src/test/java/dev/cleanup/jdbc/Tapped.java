package dev.cleanup.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;

/** Lets every call of a data source, and of the connections, statements and rows that come from it, pass an observer. */
final class Tapped {

    /** The first that fits is taken, so what extends another comes before it. */
    private static final List<Class<?>> TYPES = List.of(
            Connection.class,
            DatabaseMetaData.class,
            PreparedStatement.class,
            Statement.class,
            ResultSet.class,
            ResultSetMetaData.class);

    private final Observer observer;

    private Tapped(Observer observer) {
        this.observer = observer;
    }

    static DataSource of(DataSource real, Observer observer) {
        return new Tapped(observer).wrapped(real, DataSource.class, "");
    }

    private <T> T wrapped(T object, Class<T> type, String sql) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            Call call = new Call(object, method, arguments == null ? new Object[0] : arguments, sql);
            return wrapped(observer.on(call), call);
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private Object wrapped(Object result, Call call) {
        for (Class<?> type : TYPES) {
            if (type.isInstance(result)) {
                return wrappedAs(type, result, call.sql());
            }
        }
        return result;
    }

    private <T> T wrappedAs(Class<T> type, Object result, String sql) {
        return wrapped(type.cast(result), type, sql);
    }

    /** Sees each call, and makes it or does not. */
    @FunctionalInterface
    interface Observer {
        Object on(Call call) throws Throwable;
    }

    /** One call. */
    record Call(Object target, Method method, Object[] arguments, String prepared) {

        Object proceed() throws Throwable {
            try {
                return method.invoke(target, arguments);
            } catch (InvocationTargetException fault) {
                throw fault.getCause();
            }
        }

        String name() {
            return method.getName();
        }

        boolean canFail() {
            return Arrays.asList(method.getExceptionTypes()).contains(SQLException.class);
        }

        /** Whether a statement goes to the database. */
        boolean executes() {
            return target instanceof Statement && name().startsWith("execute");
        }

        boolean commits() {
            return target instanceof Connection && name().equals("commit");
        }

        /** Whether the database is asked to change something, or to keep it. */
        boolean changes() {
            return commits() || (executes() && !sql().startsWith("SELECT") && !sql().startsWith("SET"));
        }

        /** The statement that is prepared or executed; blank where there is none. */
        String sql() {
            return arguments.length > 0 && arguments[0] instanceof String text ? text : prepared;
        }

        @Override
        public String toString() {
            return name() + Arrays.toString(arguments);
        }
    }
}
