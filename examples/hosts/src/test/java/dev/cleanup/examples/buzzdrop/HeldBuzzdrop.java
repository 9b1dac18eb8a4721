package dev.cleanup.examples.buzzdrop;

import dev.cleanup.examples.web.HeldHost;
import java.nio.file.Path;
import java.time.Duration;

/** In a child process: Buzzdrop two days ahead, in the middle of its first cycle. */
final class HeldBuzzdrop {

    private HeldBuzzdrop() {}

    public static void main(String[] arguments) throws Exception {
        Drop drop = new Drop(Path.of(arguments[0])).cleaningByItself();
        drop.clock.step(Duration.ofDays(2));
        drop.gate.holdAtFirstItem();
        drop.start();
        HeldHost.holdUntilEnd(drop.host, drop.host.scheduler, drop.gate);
    }
}
