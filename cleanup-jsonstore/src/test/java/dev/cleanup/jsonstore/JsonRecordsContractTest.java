package dev.cleanup.jsonstore;

import static java.util.stream.Collectors.toMap;

import dev.cleanup.record.RecordSource;
import dev.cleanup.reference.Owner;
import dev.cleanup.storage.FileKey;
import dev.cleanup.testkit.contract.RecordSourceContract;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class JsonRecordsContractTest extends RecordSourceContract {

    @TempDir
    Path folder;

    TokenHost host;
    RecordSource records;

    @BeforeEach
    void writeAFile() {
        host = new TokenHost(folder);
        records = host.records();
    }

    @Override
    protected Owner owner(String id) {
        return host.owner(id);
    }

    @Override
    protected RecordSource records() {
        return records;
    }

    @Override
    protected void insert(String id, Instant created, FileKey file) {
        host.put(id, TokenHost.token(created, file.path()));
    }

    @Override
    protected void insertAll(List<FileKey> files, Instant created) {
        host.putAll(files.stream().collect(toMap(FileKey::path, file -> TokenHost.token(created, file.path()))));
    }

    @Override
    protected void recreate(String id, Instant created) {
        host.put(id, TokenHost.token(created, id + ".mp3"));
    }

    @Override
    protected void delete(String id) {
        host.remove(id);
    }

    @Override
    protected boolean exists(String id) {
        return host.content().contains("\"" + id + "\" :");
    }

    @Override
    protected boolean insertUnreadable(String id) {
        host.put(id, "\"no object\"");
        return true;
    }

    @Override
    protected boolean breakReads() {
        host.write(host.content().replace("\n}\n", ",\n}\n"));
        return true;
    }

    @Override
    protected boolean pointTo(String id, FileKey file) {
        host.put(id, TokenHost.token(Instant.EPOCH, file.path()));
        return true;
    }

    @Override
    protected Optional<RecordSource> reopened() {
        return Optional.of(host.records());
    }
}
