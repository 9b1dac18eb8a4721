package dev.cleanup.jdbc;

import static dev.cleanup.jdbc.Database.execute;

import dev.cleanup.history.HistoryRetention;
import dev.cleanup.history.RunHistory;
import dev.cleanup.testkit.contract.RunHistoryContract;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class JdbcHistoryContractTest extends RunHistoryContract {

    @Parameter
    private Database database;

    private @Nullable DataSource place;

    @Override
    protected RunHistory history(HistoryRetention retention) {
        if (place == null) {
            place = database.fresh();
        }
        return JdbcHistory.in(place, retention).createTables();
    }

    @Override
    protected boolean breakPlace() {
        execute(place, "DROP TABLE cleanup_run_source");
        return true;
    }
}
