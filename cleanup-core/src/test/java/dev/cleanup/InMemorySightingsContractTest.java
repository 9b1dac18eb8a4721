package dev.cleanup;

import dev.cleanup.history.SightingLedger;
import dev.cleanup.testkit.SightingLedgerContract;
import org.junit.jupiter.api.Tag;

@Tag("fast")
class InMemorySightingsContractTest extends SightingLedgerContract {

    private final InMemorySightings ledger = new InMemorySightings();

    @Override
    protected SightingLedger ledger() {
        return ledger;
    }
}
