package dev.cleanup;

import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.ListableStorage;
import dev.cleanup.storage.StoredFile;
import dev.cleanup.testkit.fake.InMemoryStorage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.stream.Stream;

/** A storage that does what it is asked, returns as if all were well, and says nothing of one file in calls of one kind. */
final class SilentStorage {

    private final InMemoryStorage stored;
    private final String method;
    private final FileKey key;

    private SilentStorage(InMemoryStorage stored, String method, String key) {
        this.stored = stored;
        this.method = method;
        this.key = FileKey.of(key);
    }

    /** The same storage, with all its abilities. */
    static ListableStorage of(InMemoryStorage stored, String method, String key) {
        SilentStorage silent = new SilentStorage(stored, method, key);
        return (ListableStorage) proxy(stored.getClass().getInterfaces(), silent::call);
    }

    private interface Calls {
        Object call(Method method, Object[] arguments) throws Throwable;
    }

    private static Object proxy(Class<?>[] types, Calls calls) {
        return Proxy.newProxyInstance(
                SilentStorage.class.getClassLoader(),
                types,
                (self, called, arguments) -> calls.call(called, arguments));
    }

    private Object call(Method called, Object[] arguments) throws Throwable {
        if (called.getName().equals(method)) {
            int last = arguments.length - 1;
            arguments[last] = silenced(called.getParameterTypes()[last], arguments[last]);
        }
        return pass(stored, called, arguments);
    }

    /** The sink, which never hears of the file. */
    private Object silenced(Class<?> type, Object sink) {
        return proxy(
                new Class<?>[] {type},
                (called, arguments) -> isOfTheFile(arguments) ? null : pass(sink, called, arguments));
    }

    private boolean isOfTheFile(Object[] arguments) {
        return Stream.of(arguments).anyMatch(each -> key.equals(each instanceof StoredFile file ? file.key() : each));
    }

    private static Object pass(Object real, Method called, Object[] arguments) throws Throwable {
        try {
            return called.invoke(real, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
