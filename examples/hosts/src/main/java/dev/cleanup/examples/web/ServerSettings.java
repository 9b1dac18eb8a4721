package dev.cleanup.examples.web;

import dev.cleanup.settings.SettingsReader;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/**
 * What each host needs to be served.
 *
 * @param port where it listens; 0 is any free one
 * @param secret signs its tokens
 * @param ahead how far its clock goes ahead, to see what happens to files that only time can make old
 */
public record ServerSettings(int port, String secret, Duration ahead) {

    /** Reads {@code PORT}, {@code AUTH_SECRET} and {@code CLOCK_AHEAD_HOURS}. */
    public static ServerSettings from(SettingsReader from) {
        return new ServerSettings(
                from.number("PORT")
                        .where(port -> port >= 0 && port < 65536, "a number from 0 to 65535")
                        .or(7070L)
                        .intValue(),
                // Without one, tokens are good until the host ends: nobody can know a secret that stands in no file.
                from.secret("AUTH_SECRET")
                        .where(secret -> secret.length() >= 32, "at least 32 characters")
                        .optional()
                        .orElseGet(() -> "" + UUID.randomUUID() + UUID.randomUUID()),
                from.duration("CLOCK_AHEAD_HOURS")
                        .where(ahead -> !ahead.isNegative(), "a number of hours, 0 or more")
                        .or(Duration.ZERO));
    }

    /** The host's clock. */
    public InstantSource clock() {
        return InstantSource.offset(InstantSource.system(), ahead);
    }
}
