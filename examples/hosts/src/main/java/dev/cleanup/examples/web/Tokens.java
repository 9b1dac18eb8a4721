package dev.cleanup.examples.web;

import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import javax.crypto.SecretKey;

/** Signs tokens that say who somebody is, and believes only those. Immutable and safe for use by several threads. */
public final class Tokens {

    private static final String ROLE = "role";

    private final SecretKey key;
    private final JwtParser parser;
    private final InstantSource clock;

    /**
     * Tokens signed with a secret.
     *
     * @param secret at least 32 bytes
     * @param clock says when a token has expired
     */
    public Tokens(String secret, InstantSource clock) {
        this.key = Keys.hmacShaKeyFor(secret.getBytes(StandardCharsets.UTF_8));
        this.clock = clock;
        this.parser = Jwts.parser()
                .verifyWith(key)
                .clock(() -> Date.from(clock.instant()))
                .build();
    }

    /** A token for a caller, good for so long. */
    public String issue(Caller caller, Duration life) {
        return Jwts.builder()
                .subject(caller.name())
                .claim(ROLE, caller.role().name())
                .expiration(Date.from(clock.instant().plus(life)))
                .signWith(key)
                .compact();
    }

    /** Whose token it is; empty if it has expired, was signed by somebody else, or is none. */
    public Optional<Caller> verify(String token) {
        try {
            var claims = parser.parseSignedClaims(token).getPayload();
            String name = claims.getSubject();
            String role = claims.get(ROLE, String.class);
            return name == null || role == null || claims.getExpiration() == null
                    ? Optional.empty()
                    : Optional.of(new Caller(name, new Role(role)));
        } catch (JwtException | IllegalArgumentException untrusted) {
            return Optional.empty();
        }
    }
}
