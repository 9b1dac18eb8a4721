package dev.cleanup.testkit.fake;

import dev.cleanup.reference.Owner;
import dev.cleanup.reference.ReferenceSource;
import dev.cleanup.storage.FileKey;
import dev.cleanup.testkit.contract.ReferenceSourceContract;
import org.junit.jupiter.api.Tag;

@Tag("fast")
public class InMemoryReferencesContractTest extends ReferenceSourceContract {

    private final InMemoryReferences references = InMemoryReferences.named("db");
    private int rows;

    @Override
    protected ReferenceSource source() {
        return references;
    }

    @Override
    protected Owner commit(FileKey key) {
        references.add(key.path());
        return new Owner("db", String.valueOf(++rows));
    }

    @Override
    protected Owner commitBlank() {
        references.addBlank();
        return new Owner("db", String.valueOf(++rows));
    }

    @Override
    protected void withdraw(Owner owner) {
        references.remove(owner);
    }

    @Override
    protected boolean commitUnmappable() {
        references.addUnmappable("/etc/passwd", "it is absolute");
        rows++;
        return true;
    }

    @Override
    protected boolean breakReads() {
        references.failAtRow(9);
        return true;
    }
}
