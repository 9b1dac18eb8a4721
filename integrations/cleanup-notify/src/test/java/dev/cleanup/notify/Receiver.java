package dev.cleanup.notify;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** A receiver of webhooks: keeps what arrives, and answers as the test says, or not at all. */
final class Receiver implements AutoCloseable {

    record Message(String path, Headers headers, String body) {

        String header(String name) {
            return Optional.ofNullable(headers.getFirst(name)).orElse("");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> answers = new LinkedBlockingQueue<>();
    private volatile CountDownLatch hanging = new CountDownLatch(0);

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        server.setExecutor(threads);
        server.createContext("/", this::receive);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/secret-path");
    }

    /** What it answers next, in this order; 204 afterwards. */
    Receiver answering(Integer... statuses) {
        answers.addAll(java.util.List.of(statuses));
        return this;
    }

    /** Takes requests, and answers none of them until the end. */
    Receiver hanging() {
        hanging = new CountDownLatch(1);
        return this;
    }

    void answersAgain() {
        hanging.countDown();
    }

    private void receive(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        messages.add(new Message(exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), body));
        try {
            hanging.await();
            exchange.sendResponseHeaders(Optional.ofNullable(answers.poll()).orElse(204), -1);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    Message next() throws InterruptedException {
        Message message = messages.poll(30, SECONDS);
        assertThat(message).as("a message arrived").isNotNull();
        return message;
    }

    int waiting() {
        return messages.size();
    }

    @Override
    public void close() {
        hanging.countDown();
        threads.shutdownNow();
        server.stop(0);
    }
}
