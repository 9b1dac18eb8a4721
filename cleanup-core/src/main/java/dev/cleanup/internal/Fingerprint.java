package dev.cleanup.internal;

import dev.cleanup.guard.Guard;
import dev.cleanup.reference.ReferenceSource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells a composition from any other: a stored plan is applied only by the composition that made it. */
final class Fingerprint {

    private Fingerprint() {}

    /** A digest over the names and rules of a composition; the same in every process. */
    static String of(Composition composition) {
        StringBuilder text = new StringBuilder();
        line(text, "cleanup", composition.name());
        line(text, "storage", composition.storage().id());
        composition.references().stream().map(ReferenceSource::name).forEach(name -> line(text, "source", name));
        for (TaskSpec task : composition.tasks()) {
            line(text, "task", task.name());
            line(text, "rule", task.description());
            line(text, "files", task.disposal().description());
            task.guards().stream().map(Guard::description).forEach(guard -> line(text, "guard", guard));
            if (task instanceof TaskSpec.Records records) {
                line(text, "records", records.source().name() + " " + records.files() + " " + records.settlement());
            }
        }
        return digest(text.toString());
    }

    private static void line(StringBuilder text, String what, String value) {
        text.append(what)
                .append(' ')
                .append(value.length())
                .append(' ')
                .append(value)
                .append('\n');
    }

    private static String digest(String text) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
