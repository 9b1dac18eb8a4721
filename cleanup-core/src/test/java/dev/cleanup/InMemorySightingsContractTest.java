package dev.cleanup;

import dev.cleanup.history.SightingStore;
import dev.cleanup.testkit.contract.SightingStoreContract;
import org.junit.jupiter.api.Tag;

@Tag("fast")
class InMemorySightingsContractTest extends SightingStoreContract {

    private final InMemorySightings ledger = new InMemorySightings();

    @Override
    protected SightingStore ledger() {
        return ledger;
    }
}
