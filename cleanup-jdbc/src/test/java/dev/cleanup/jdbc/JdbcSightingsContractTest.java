package dev.cleanup.jdbc;

import static dev.cleanup.jdbc.Database.execute;

import dev.cleanup.history.SightingStore;
import dev.cleanup.testkit.contract.SightingStoreContract;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class JdbcSightingsContractTest extends SightingStoreContract {

    @Parameter
    private Database database;

    private @Nullable DataSource place;

    @Override
    protected SightingStore ledger() {
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
