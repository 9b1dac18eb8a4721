package dev.cleanup.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.InputStreamReader;

/** Plays one round for each line on standard input, and answers each with a line. */
final class Rounds {

    /** Finds or removes, and says what. */
    interface Player {
        Finding play() throws Exception;
    }

    private Rounds() {}

    static void play(Player player) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        while (in.readLine() != null) {
            long start = System.nanoTime();
            Finding found = player.play();
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.println(new Round(seconds, found.count(), found.digest()).line());
        }
    }
}
