package dev.cleanup.jdbc;

import static dev.cleanup.jdbc.Database.execute;

import dev.cleanup.history.SightingLedger;
import dev.cleanup.testkit.SightingLedgerContract;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class JdbcSightingsContractTest extends SightingLedgerContract {

    @Parameter
    private Database database;

    private @Nullable DataSource place;

    @Override
    protected SightingLedger ledger() {
        if (place == null) {
            place = database.fresh();
        }
        return JdbcSightings.in(place).createTables();
    }

    @Override
    protected boolean breakPlace() {
        execute(place, "DROP TABLE cleanup_sighting", "DROP TABLE cleanup_sighting_place");
        return true;
    }
}
