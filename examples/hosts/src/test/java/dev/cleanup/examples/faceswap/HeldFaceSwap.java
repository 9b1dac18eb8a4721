package dev.cleanup.examples.faceswap;

import dev.cleanup.examples.web.HeldHost;
import java.nio.file.Path;

/** In a child process: FaceSwap two months ahead, in the middle of its daily run. */
final class HeldFaceSwap {

    private HeldFaceSwap() {}

    public static void main(String[] arguments) throws Exception {
        Studio studio = new Studio(Path.of(arguments[0])).cleaningByItself();
        studio.gate.holdAtFirstItem();
        studio.start();
        studio.clock.step(Studio.DAY.multipliedBy(60));
        studio.host.schedules.daily.wake();
        HeldHost.holdUntilEnd(studio.host, studio.host.schedules.daily, studio.gate);
    }
}
