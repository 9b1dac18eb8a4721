package dev.cleanup.examples.buzzdrop;

import dev.cleanup.storage.FileKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Optional;

/** Uploads in an object store. */
record ObjectUploads(ObjectStore storage) implements UploadStore {

    private static final int NOT_FOUND = 404;

    @Override
    public void put(String name, byte[] content) {
        request(name, BodyPublishers.ofByteArray(content), "PUT");
    }

    @Override
    public Optional<byte[]> get(String name) {
        HttpResponse<byte[]> response = request(name, BodyPublishers.noBody(), "GET");
        return response.statusCode() == NOT_FOUND ? Optional.empty() : Optional.of(response.body());
    }

    private HttpResponse<byte[]> request(String name, BodyPublisher body, String method) {
        try {
            HttpResponse<byte[]> response = storage.send(
                    ObjectStore.request(storage.addressOf(FileKey.of(name))).method(method, body));
            if (response.statusCode() >= 300 && response.statusCode() != NOT_FOUND) {
                throw new IOException("the object store answered " + response.statusCode());
            }
            return response;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
