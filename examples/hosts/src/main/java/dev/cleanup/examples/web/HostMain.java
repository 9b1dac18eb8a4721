package dev.cleanup.examples.web;

import dev.cleanup.settings.SettingsException;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Starts a host from its {@code main}, and closes it when the process is told to end. */
public final class HostMain {

    private static final int UNUSABLE = 2;

    private HostMain() {}

    /** Reads settings; where they cannot be used, says why and ends the process. */
    public static <S> S settings(Supplier<S> read) {
        try {
            return read.get();
        } catch (SettingsException unusable) {
            System.err.println(unusable.getMessage());
            System.exit(UNUSABLE);
            throw unusable;
        }
    }

    /** Starts a host, which the end of the process closes. */
    public static <H extends Host> H start(Callable<H> start) throws Exception {
        H host = start.call();
        Runtime.getRuntime().addShutdownHook(new Thread(host::close, "shutdown"));
        return host;
    }
}
