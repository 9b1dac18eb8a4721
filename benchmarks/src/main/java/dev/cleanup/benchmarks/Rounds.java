package dev.cleanup.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.TreeSet;

/** Plays one round for each line on standard input, and answers each with a line. */
final class Rounds {

    /** Finds or removes, and says which files. */
    interface Player {
        Collection<String> play() throws Exception;
    }

    private Rounds() {}

    static void play(Player player) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        while (in.readLine() != null) {
            long start = System.nanoTime();
            Collection<String> names = player.play();
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.println(new Round(seconds, names.size(), digest(names)).line());
        }
    }

    static String digest(Collection<String> names) throws IOException {
        if (names.isEmpty()) {
            return "";
        }
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String name : new TreeSet<>(names)) {
                sha.update((name + "\n").getBytes(UTF_8));
            }
            return HexFormat.of().formatHex(sha.digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IOException(impossible);
        }
    }
}
