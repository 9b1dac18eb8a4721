package dev.cleanup;

import dev.cleanup.history.HistoryRetention;
import dev.cleanup.history.RunHistory;
import dev.cleanup.testkit.contract.RunHistoryContract;
import org.junit.jupiter.api.Tag;

@Tag("fast")
class InMemoryHistoryContractTest extends RunHistoryContract {

    @Override
    protected RunHistory history(HistoryRetention retention) {
        return InMemoryHistory.keeping(retention);
    }

    @Override
    protected boolean outlivesItsObject() {
        return false;
    }
}
