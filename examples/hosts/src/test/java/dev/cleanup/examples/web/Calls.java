package dev.cleanup.examples.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Calls to a host over HTTP, as somebody. Immutable; each setting returns a copy. */
public final class Calls {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final int port;
    private final Tokens tokens;
    private final String authorization;

    private Calls(int port, Tokens tokens, String authorization) {
        this.port = port;
        this.tokens = tokens;
        this.authorization = authorization;
    }

    /** Calls without any token so far. */
    public static Calls to(int port, Tokens tokens) {
        return new Calls(port, tokens, "");
    }

    /** With a token that is good for an hour. */
    public Calls as(String name, Role role) {
        return bearing(tokens.issue(new Caller(name, role), Duration.ofHours(1)));
    }

    /** With any text as token. */
    public Calls bearing(String token) {
        return new Calls(port, tokens, "Bearer " + token);
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer post(String path) {
        return post(path, new byte[0]);
    }

    public Answer post(String path, byte[] body) {
        return send(request(path).POST(BodyPublishers.ofByteArray(body)));
    }

    /** A request as these calls make it, for more than the above. */
    public HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(60));
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }

    /** Sends a request. */
    public static Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(CLIENT.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** What a host answered. */
    public record Answer(HttpResponse<byte[]> response) {

        public int status() {
            return response.statusCode();
        }

        public String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public JsonNode json() {
            try {
                return Json.MAPPER.readTree(response.body());
            } catch (IOException fault) {
                throw new UncheckedIOException(status() + " " + text(), fault);
            }
        }

        /** The reason that every answer gives which is no success. */
        public String detail() {
            return json().path("detail").asText();
        }
    }
}
