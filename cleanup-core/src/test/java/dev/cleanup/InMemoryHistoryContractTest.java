package dev.cleanup;

import dev.cleanup.history.Retention;
import dev.cleanup.history.RunHistory;
import dev.cleanup.testkit.RunHistoryContract;
import org.junit.jupiter.api.Tag;

@Tag("fast")
class InMemoryHistoryContractTest extends RunHistoryContract {

    @Override
    protected RunHistory history(Retention retention) {
        return InMemoryHistory.keeping(retention);
    }

    @Override
    protected boolean outlivesItsObject() {
        return false;
    }
}
