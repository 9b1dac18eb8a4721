package dev.cleanup.jsonstore.internal.codec;

import dev.cleanup.jsonstore.JsonPlans;
import dev.cleanup.report.CleanupPlan;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs plans: HMAC-SHA-256 over what {@link JsonPlans#toJson} gives, in UTF-8. Shows its key in no text. */
public final class PlanSignature {

    private static final String ALGORITHM = "HmacSHA256";

    /** As long as the digest: a shorter key is easier to guess than the signature. */
    private static final int SHORTEST = 32;

    private final SecretKeySpec key;

    public PlanSignature(byte[] key) {
        if (key.length < SHORTEST) {
            throw new IllegalArgumentException(
                    "key of " + key.length + " bytes must have " + SHORTEST
                            + " at least: a shorter one can be guessed, and then anybody signs plans. Use bytes of a SecureRandom");
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    public String of(CleanupPlan plan) throws IOException {
        Mac mac = mac();
        PlanCodec.FORMAT.write(plan, new OutputStream() {
            @Override
            public void write(int one) {
                mac.update((byte) one);
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                mac.update(bytes, from, length);
            }
        });
        return HexFormat.of().formatHex(mac.doFinal());
    }

    /** Compares in a time that does not tell how much is right. */
    public boolean isOf(CleanupPlan plan, String signature) throws IOException {
        return MessageDigest.isEqual(
                of(plan).getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
        }
    }
}
