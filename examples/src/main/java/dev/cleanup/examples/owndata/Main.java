package dev.cleanup.examples.owndata;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The program: what it prints, how it ends, and that Ctrl-C lets it finish what it has begun. */
final class Main {

    private static final long PATIENCE_SECONDS = 10;

    private Main() {}

    /** Exits with one of the codes that {@code --help} lists. */
    public static void main(String[] arguments) {
        // What goes wrong stands in the plan or the report; a stack trace above it only hides it, and may quote a URL.
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
        System.exit(runUntilSignalled(InstantSource.system(), arguments));
    }

    /** The program in its process: a signal stops it between two batches, and the process ends when the report is out. */
    static int runUntilSignalled(InstantSource clock, String... arguments) {
        AtomicBoolean interrupted = new AtomicBoolean();
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            interrupted.set(true);
            await(ended);
        }));
        try {
            return run(clock, interrupted::get, System.out, System.err, arguments);
        } finally {
            ended.countDown();
        }
    }

    /** The program without its process. */
    static int run(InstantSource clock, BooleanSupplier stop, PrintStream out, PrintStream err, String... arguments) {
        return new CommandLine(new OwnData(clock, stop, out, err))
                .setOut(new PrintWriter(out, true, Charset.defaultCharset()))
                .setErr(new PrintWriter(err, true, Charset.defaultCharset()))
                .setParameterExceptionHandler(Main::explain)
                .execute(arguments);
    }

    /** As picocli does, but that an argument which it quotes may be a URL. */
    private static int explain(ParameterException fault, String[] arguments) {
        CommandLine command = fault.getCommandLine();
        String message = String.valueOf(fault.getMessage());
        for (String argument : arguments) {
            message = message.replace(argument, Redacted.of(argument));
        }
        command.getErr().println(message);
        command.usage(command.getErr());
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** The JVM waits for this until the report is printed, but not for ever. */
    private static void await(CountDownLatch ended) {
        try {
            if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("gave up waiting for the batch that was begun; the next run finishes it");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
