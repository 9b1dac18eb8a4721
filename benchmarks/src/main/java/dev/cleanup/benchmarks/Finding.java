package dev.cleanup.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.TreeSet;

/** What a round found or removed. */
sealed interface Finding {

    /** How many. */
    long count();

    /** Tells two findings apart; empty where nothing is known but their number. */
    String digest();

    /**
     * Names, which are compared with those of the others.
     *
     * @param names each once, in any order
     */
    record Names(Collection<String> names) implements Finding {

        @Override
        public long count() {
            return names.size();
        }

        @Override
        public String digest() {
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
                throw new AssertionError(impossible);
            }
        }
    }

    /**
     * A number alone, where the names would take the memory that is measured.
     *
     * @param count how many
     */
    record Count(long count) implements Finding {

        @Override
        public String digest() {
            return "";
        }
    }
}
