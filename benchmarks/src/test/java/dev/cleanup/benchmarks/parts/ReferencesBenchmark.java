package dev.cleanup.benchmarks.parts;

import static org.openjdk.jmh.annotations.Mode.AverageTime;

import dev.cleanup.jdbc.JdbcReferences;
import dev.cleanup.reference.ReferenceSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.h2.jdbcx.JdbcDataSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What it takes to read a column of references, from H2 in memory, so that no network is measured. */
@State(Scope.Benchmark)
@BenchmarkMode(AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ReferencesBenchmark {

    /** How many rows there are. */
    @Param("100000")
    public int rows;

    private ReferenceSource references;

    @Setup
    public void fill() throws SQLException {
        JdbcDataSource database = new JdbcDataSource();
        database.setUrl("jdbc:h2:mem:references;DB_CLOSE_DELAY=-1");
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS uploads");
            statement.execute("CREATE TABLE uploads (id INT PRIMARY KEY, path TEXT NOT NULL)");
            statement.execute(
                    "INSERT INTO uploads SELECT x, '0042/rec-' || x || '.mp3' FROM SYSTEM_RANGE(1, " + rows + ")");
        }
        references = JdbcReferences.of(database).column("uploads", "path");
    }

    @Benchmark
    public long read() {
        Counting sink = new Counting();
        references.read(sink);
        return sink.count();
    }
}
