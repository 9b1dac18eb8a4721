package dev.cleanup.jsonstore;

import dev.cleanup.reference.Owner;
import dev.cleanup.reference.ReferenceSource;
import dev.cleanup.storage.FileKey;
import dev.cleanup.testkit.contract.ReferenceSourceContract;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class JsonReferencesContractTest extends ReferenceSourceContract {

    @TempDir
    Path folder;

    private TokenHost host;
    private ReferenceSource source;
    private int count;

    @BeforeEach
    void writeAFile() {
        host = new TokenHost(folder);
        source = host.declared().readOnly();
    }

    @Override
    protected ReferenceSource source() {
        return source;
    }

    @Override
    protected Owner commit(FileKey key) {
        return put(TokenHost.token(Instant.EPOCH, key.path()));
    }

    @Override
    protected Owner commitBlank() {
        return put(TokenHost.token(Instant.EPOCH, " "));
    }

    private Owner put(String entry) {
        String id = "token-" + ++count;
        host.put(id, entry);
        return host.owner(id);
    }

    @Override
    protected void withdraw(Owner owner) {
        host.remove(owner.id());
    }

    @Override
    protected boolean commitUnmappable() {
        put(TokenHost.token(Instant.EPOCH, "../outside"));
        return true;
    }

    @Override
    protected boolean breakReads() {
        host.write(host.content().substring(0, host.content().length() - 3));
        return true;
    }
}
