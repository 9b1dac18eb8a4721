package dev.cleanup.examples.web;

import dev.cleanup.report.TaskOutcome;
import dev.cleanup.report.TaskReport;
import dev.cleanup.schedule.CleanupScheduler;

/** In a child process: a host of which a scheduled run is held in its middle until the process is told to end. */
public final class HeldHost {

    private HeldHost() {}

    /** Ends the host as its own main does, lets the run go on once the host has asked it to stop, and says how it ended. */
    public static void holdUntilEnd(Host host, CleanupScheduler scheduler, RunGate gate) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            while (scheduler.status().started()) {
                Thread.onSpinWait();
            }
            gate.release();
        }));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            host.close();
            scheduler.status().last().stream()
                    .flatMap(report -> report.tasks().stream())
                    .map(TaskReport::outcome)
                    .filter(TaskOutcome.Stopped.class::isInstance)
                    .forEach(System.out::println);
            System.out.flush();
        }));
        gate.awaitHeld();
        System.out.println("held");
        Thread.currentThread().join();
    }
}
