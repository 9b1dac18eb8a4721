package dev.cleanup.examples.therapybridge;

import dev.cleanup.examples.web.HeldHost;
import java.nio.file.Path;
import java.time.Duration;

/** In a child process: TherapyBridge eight days ahead, in the middle of its run at start-up. */
final class HeldTherapyBridge {

    private HeldTherapyBridge() {}

    public static void main(String[] arguments) throws Exception {
        Practice practice = new Practice(Path.of(arguments[0])).with("AUTO_CLEANUP_ON_STARTUP", "true");
        practice.step(Duration.ofDays(8));
        practice.gate.holdAtFirstItem();
        practice.start().host.scheduler.start();
        HeldHost.holdUntilEnd(practice.host, practice.host.scheduler, practice.gate);
    }
}
