package dev.cleanup.examples.chatterbox;

import dev.cleanup.examples.web.HeldHost;
import dev.cleanup.examples.web.RunGate;
import java.nio.file.Path;
import java.time.Duration;

/** In a child process: Chatterbox two days ahead, in the middle of a scheduled run. */
final class HeldChatterbox {

    private HeldChatterbox() {}

    public static void main(String[] arguments) throws Exception {
        RunGate gate = new RunGate();
        gate.holdAtFirstItem();
        Home home = new Home(Path.of(arguments[0]));
        home.start(gate).host.scheduler.start();
        home.clock.step(Duration.ofDays(2));
        home.host.scheduler.wake();
        HeldHost.holdUntilEnd(home.host, home.host.scheduler, gate);
    }
}
