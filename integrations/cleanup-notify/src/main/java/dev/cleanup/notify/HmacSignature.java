package dev.cleanup.notify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs bodies with a secret that the receiver knows, too, together with the time, so that none can be sent again later. */
final class HmacSignature {

    /** The header with the seconds since 1970 at which the body was signed. */
    static final String TIMESTAMP = "Cleanup-Timestamp";

    /** The header with the signature: {@code v1=}, and the HMAC-SHA256 of the seconds, a dot and the body, in hex. */
    static final String SIGNATURE = "Cleanup-Signature";

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    HmacSignature(String secret) {
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    String of(Instant at, String body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] signed = (at.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8);
            return "v1=" + HexFormat.of().formatHex(mac.doFinal(signed));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, missing);
        }
    }
}
