package dev.cleanup.examples.therapybridge;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cleanup.examples.web.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Whoever is told of runs by a webhook: keeps what arrives. */
final class WebhookReceiver implements AutoCloseable {

    private final HttpServer server;
    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();

    WebhookReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::receive);
        server.start();
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort() + "/hook";
    }

    private void receive(HttpExchange exchange) throws IOException {
        messages.add(Json.MAPPER.readTree(exchange.getRequestBody()));
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    /** The next message; waits until there is one. */
    JsonNode next() throws InterruptedException {
        JsonNode message = messages.poll(30, SECONDS);
        assertThat(message).as("a message arrived").isNotNull();
        return message;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
