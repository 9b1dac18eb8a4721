package dev.cleanup.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** One run of a contract's tests, so that it can be seen which of them a broken implementation fails. */
public final class ContractRun implements TestExecutionListener {

    private final Set<String> failed = new TreeSet<>();

    private final Set<String> skipped = new TreeSet<>();

    public static Set<String> failuresOf(Class<?> contract) {
        return of(contract).failed;
    }

    public static Set<String> skippedOf(Class<?> contract) {
        return of(contract).skipped;
    }

    private static ContractRun of(Class<?> contract) {
        ContractRun run = new ContractRun();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(contract))
                                .build(),
                        run);
        return run;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
            skipped.add(test.getSource().map(ContractRun::method).orElse("?"));
        } else if (result.getStatus() == TestExecutionResult.Status.FAILED) {
            failed.add(test.getSource().map(ContractRun::method).orElse("?"));
        }
    }

    private static String method(TestSource source) {
        return source instanceof MethodSource method ? method.getMethodName() : source.toString();
    }
}
