package dev.cleanup.jsonstore;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/** The same, where the host removes the entries itself. */
@Tag("fast")
class HostRemovesContractTest extends JsonRecordsContractTest {

    @BeforeEach
    void letTheHostRemove() {
        records = host.declared().deletedByHost(ids -> host.removeAll(ids));
    }
}
