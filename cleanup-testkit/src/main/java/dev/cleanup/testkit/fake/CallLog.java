package dev.cleanup.testkit.fake;

import dev.cleanup.storage.FileKey;
import dev.cleanup.testkit.fake.StorageCall.Operation;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a fake storage was asked for. Safe for use by several threads. */
final class CallLog {

    private final List<StorageCall> calls = new CopyOnWriteArrayList<>();

    void add(Operation operation, FileKey... keys) {
        add(operation, List.of(keys));
    }

    void add(Operation operation, List<FileKey> keys) {
        calls.add(new StorageCall(operation, keys));
    }

    List<StorageCall> all() {
        return List.copyOf(calls);
    }

    List<String> keysOf(Operation... operations) {
        return calls.stream()
                .filter(call -> List.of(operations).contains(call.operation()))
                .flatMap(call -> call.keys().stream())
                .map(FileKey::path)
                .toList();
    }

    long count(Operation operation) {
        return calls.stream().filter(call -> call.operation() == operation).count();
    }

    long mutations() {
        return calls.stream().filter(call -> call.operation().isMutating()).count();
    }
}
