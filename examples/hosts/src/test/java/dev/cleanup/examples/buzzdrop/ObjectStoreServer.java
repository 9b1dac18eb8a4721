package dev.cleanup.examples.buzzdrop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;

/** An object store in memory, behind HTTP: each object has an entity tag, and is deleted only if that is still the same. */
final class ObjectStoreServer implements AutoCloseable {

    /** One object. */
    record Stored(byte[] content, String tag, Instant modified) {}

    private final HttpServer server;
    private final Map<String, Stored> objects = new TreeMap<>();
    private int tags;

    ObjectStoreServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/bucket/", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/bucket/");
    }

    synchronized void put(String name, byte[] content) {
        objects.put(name, new Stored(content, "\"" + ++tags + "\"", Instant.now()));
    }

    synchronized boolean has(String name) {
        return objects.containsKey(name);
    }

    synchronized void delete(String name) {
        objects.remove(name);
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().substring("/bucket/".length());
        Stored stored = objects.get(name);
        switch (exchange.getRequestMethod()) {
            case "PUT" -> {
                put(name, exchange.getRequestBody().readAllBytes());
                exchange.sendResponseHeaders(204, -1);
            }
            case "DELETE" -> exchange.sendResponseHeaders(deleted(exchange, name, stored), -1);
            default -> answer(exchange, name.isEmpty() ? new Stored(new byte[0], "\"-\"", Instant.EPOCH) : stored);
        }
        exchange.close();
    }

    private int deleted(HttpExchange exchange, String name, Stored stored) {
        if (stored == null) {
            return 404;
        }
        if (!stored.tag().equals(exchange.getRequestHeaders().getFirst("If-Match"))) {
            return 412;
        }
        objects.remove(name);
        return 204;
    }

    private static void answer(HttpExchange exchange, Stored stored) throws IOException {
        if (stored == null) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        var headers = exchange.getResponseHeaders();
        headers.set("ETag", stored.tag());
        headers.set(
                "Last-Modified",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(stored.modified().atOffset(ZoneOffset.UTC)));
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", Integer.toString(stored.content().length));
            exchange.sendResponseHeaders(200, -1);
        } else {
            exchange.sendResponseHeaders(200, stored.content().length == 0 ? -1 : stored.content().length);
            exchange.getResponseBody().write(stored.content());
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
