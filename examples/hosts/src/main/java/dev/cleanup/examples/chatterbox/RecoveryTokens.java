package dev.cleanup.examples.chatterbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** What Chatterbox is for: it keeps audio, and gives it back once to who has the token. Safe for use by several threads. */
final class RecoveryTokens {

    private final JsonDocument tokens;
    private final Path directory;
    private final Duration life;
    private final InstantSource clock;

    RecoveryTokens(JsonDocument tokens, Path directory, Duration life, InstantSource clock) {
        this.tokens = tokens;
        this.directory = directory;
        this.life = life;
        this.clock = clock;
    }

    /** A token as its owner gets it. */
    record Issued(String token, Instant expiresAt) {}

    /** Keeps audio. The file comes first: a file without token is a young orphan, a token without file a broken promise. */
    Issued keep(byte[] audio) {
        String name = UUID.randomUUID() + ".wav";
        try {
            Files.write(directory.resolve(name), audio);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
        Instant now = clock.instant();
        Issued issued = new Issued(UUID.randomUUID().toString(), now.plus(life));
        tokens.add(
                issued.token(),
                entry -> entry.put("created_at", now.toString())
                        .put("expires_at", issued.expiresAt().toString())
                        .put("used", false)
                        .putNull("in_use_by")
                        .put("audio", name));
        return issued;
    }

    /** Gives audio back; empty if the token is unknown, used, expired, in use or on its way out. */
    Optional<byte[]> redeem(String token, String by) {
        return tokens.change(token, entry -> take(entry, by)).map(name -> deliver(token, name));
    }

    private Optional<String> take(ObjectNode entry, String by) {
        boolean isGood = !entry.path("used").asBoolean()
                && entry.path("in_use_by").isNull()
                && clock.instant()
                        .isBefore(Instant.parse(entry.path("expires_at").asText()));
        return isGood
                ? Optional.of(entry.put("in_use_by", by))
                        .map(taken -> taken.path("audio"))
                        .map(JsonNode::asText)
                : Optional.empty();
    }

    private byte[] deliver(String token, String name) {
        boolean isDelivered = false;
        try {
            byte[] audio = Files.readAllBytes(directory.resolve(name));
            isDelivered = true;
            return audio;
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        } finally {
            boolean isUsed = isDelivered;
            tokens.change(token, entry -> Optional.of(entry.put("used", isUsed).putNull("in_use_by")));
        }
    }
}
