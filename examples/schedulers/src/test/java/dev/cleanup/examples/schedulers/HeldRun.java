package dev.cleanup.examples.schedulers;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** In a child process: one run and out, which is in its middle until the process is told to end. */
final class HeldRun {

    private HeldRun() {}

    public static void main(String[] arguments) throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        Site site = new Site(Path.of(arguments[0]));
        site.runs.holding();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            while (!stop.get()) {
                Thread.onSpinWait();
            }
            site.runs.release();
        }));
        new Thread(() -> sayWhenHeld(site)).start();
        System.exit(OneRun.run(site.cleanup(), stop));
    }

    private static void sayWhenHeld(Site site) {
        try {
            site.runs.awaitHeld();
            System.out.println("held");
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
