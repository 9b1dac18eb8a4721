import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs tests until the first one that fails, and writes down what became of them: passed, missing or failed, and why. */
final class OneTest implements TestExecutionListener {

    private final Path answer;
    private int passed;

    private OneTest(Path answer) {
        this.answer = answer;
    }

    /** Takes the file for the answer, and tests such as {@code dev.cleanup.OrphanFaultsTest#aFileStays}. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        OneTest listener = new OneTest(Path.of(arguments[0]));
        for (String test : List.of(arguments).subList(1, arguments.length)) {
            int before = listener.passed;
            LauncherFactory.create().execute(request().selectors(selectors(test)).build(), listener);
            if (listener.passed == before) {
                listener.end("missing", test);
            }
        }
        listener.end("passed", "");
    }

    /** The methods of that name, whatever they take: a test with parameters has some. */
    private static List<DiscoverySelector> selectors(String test) throws ClassNotFoundException {
        Class<?> type = Class.forName(test.substring(0, test.indexOf('#')));
        String name = test.substring(test.indexOf('#') + 1);
        List<DiscoverySelector> selectors = new ArrayList<>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            Stream.of(each.getDeclaredMethods())
                    .filter(method -> method.getName().equals(name) && !method.isSynthetic())
                    .forEach((Method method) -> selectors.add(selectMethod(type, method)));
        }
        return selectors;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == TestExecutionResult.Status.FAILED) {
            Throwable why = result.getThrowable().orElseThrow();
            end(why instanceof AssertionError ? "failed" : "broke off", why.toString());
        }
        passed += test.isTest() && result.getStatus() == TestExecutionResult.Status.SUCCESSFUL ? 1 : 0;
    }

    private void end(String what, String why) {
        try {
            Files.writeString(answer, what + "\n" + why);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        System.exit(0);
    }
}
