package dev.cleanup.jdbc;

import static dev.cleanup.jdbc.Database.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cleanup.reference.KeyMapping;
import dev.cleanup.reference.ReferencesUnavailableException;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcReferencesFaultsTest {

    @ParameterizedTest
    @EnumSource
    void everyCallThatFailsMakesTheReadFail(Database database) {
        DataSource real = files(database);
        int calls = 0;
        for (FaultyDataSource faulty = failingCall(real, ++calls); ; faulty = failingCall(real, ++calls)) {
            Throwable thrown = read(faulty);
            if (!faulty.hasFailed()) {
                assertThat(thrown).isNull();
                break;
            }
            assertThat(thrown).as("%s", faulty.calls()).isInstanceOf(ReferencesUnavailableException.class);
            assertThat(thrown).hasMessageContaining("injected into").hasMessageContaining("can be judged an orphan");
            assertThat(faulty.open()).as("connections left open").isZero();
        }
        assertThat(calls).isGreaterThan(60);
    }

    @Test
    void theCallsThatCanFailAreTheOnesThatMatter() {
        FaultyDataSource counting = FaultyDataSource.counting(files(Database.H2));
        assertThat(read(counting)).isNull();

        Set<String> methods = new TreeSet<>();
        counting.calls().forEach(call -> methods.add(call.substring(0, call.indexOf('['))));

        assertThat(methods)
                .contains("getConnection", "executeQuery", "next", "getString", "rollback", "close", "getMaxRows")
                .doesNotContain("commit", "executeUpdate");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void saysHowFarItCame(int next) {
        DataSource real = files(Database.H2);
        // A query, which needs no look at the metadata, whose rows would be counted as well.
        FaultyDataSource faulty = FaultyDataSource.failing(real, "next", next);
        JdbcReferences query =
                JdbcReferences.of(faulty.source()).query("files", "SELECT path FROM files", KeyMapping.relativePaths());

        assertThatThrownBy(() -> query.read(new Delivered()))
                .hasMessageContaining(
                        next == 1 ? " cannot be read: injected" : ", after " + (next - 1) + " rows: injected")
                .hasMessageContaining("query files (SELECT path FROM files) cannot be read");
    }

    @Test
    void saysThatThereIsNoConnection() {
        FaultyDataSource faulty = FaultyDataSource.failing(files(Database.H2), "getConnection", 1);

        assertThat(read(faulty))
                .hasMessage(
                        "database: no connection: injected into getConnection. Without all references no file can be"
                                + " judged an orphan, so none is removed. Check that the database is up and that the data source's"
                                + " address and credentials are right.")
                .hasRootCauseMessage("injected into getConnection");
    }

    @ParameterizedTest
    @EnumSource
    void whatTheSinkThrowsReachesTheCallerAndNothingStaysOpen(Database database) {
        FaultyDataSource counting = FaultyDataSource.counting(files(database));
        RuntimeException full = new IllegalStateException("full");
        Delivered sink = new Delivered(() -> {
            throw full;
        });

        Throwable thrown = catchThrowable(() -> references(counting.source()).read(sink));

        assertThat(thrown).isSameAs(full).hasNoSuppressedExceptions();
        assertThat(sink.all()).hasSize(1);
        assertThat(counting.open()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rollback", "setTransactionIsolation"})
    void whatTheSinkThrowsWinsOverAFaultOfTheEnd(String method) {
        int atTheEnd = method.equals("rollback") ? 1 : 2;
        FaultyDataSource faulty = FaultyDataSource.failing(files(Database.H2), method, atTheEnd);
        RuntimeException full = new IllegalStateException("full");
        Delivered sink = new Delivered(() -> {
            throw full;
        });

        assertThatThrownBy(() -> references(faulty.source()).read(sink)).isSameAs(full);
        assertThat(full.getSuppressed()).singleElement().isInstanceOf(ReferencesUnavailableException.class);
        assertThat(faulty.open()).isZero();
    }

    @Test
    void refusesADriverThatLimitsTheRows() {
        DataSource limited =
                FaultyDataSource.answering(files(Database.H2), "getMaxRows", 2).source();

        assertThat(catchThrowable(() -> references(limited).read(new Delivered())))
                .isInstanceOf(ReferencesUnavailableException.class)
                .hasMessageContaining("the driver stops after 2 rows and cannot be told not to");
    }

    private static Throwable read(FaultyDataSource faulty) {
        return catchThrowable(() -> references(faulty.source()).read(new Delivered()));
    }

    private static FaultyDataSource failingCall(DataSource real, int n) {
        return FaultyDataSource.failingCall(real, n);
    }

    private static JdbcReferences references(DataSource source) {
        return JdbcReferences.of(source)
                .column("files", "path")
                .query("again", "SELECT path, id FROM files", KeyMapping.relativePaths());
    }

    private static DataSource files(Database database) {
        DataSource source = database.fresh();
        execute(
                source,
                "CREATE TABLE files (id INT PRIMARY KEY, path VARCHAR(9))",
                "INSERT INTO files VALUES (1, 'a'), (2, 'b'), (3, 'c')");
        return source;
    }
}
