package dev.cleanup.jdbc;

import static dev.cleanup.jdbc.Database.execute;
import static java.util.stream.Collectors.joining;

import dev.cleanup.jdbc.internal.sql.Owners;
import dev.cleanup.reference.Owner;
import dev.cleanup.reference.ReferenceSource;
import dev.cleanup.storage.FileKey;
import dev.cleanup.testkit.contract.ReferenceSourceContract;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;

class JdbcReferencesContractTest {

    @Nested
    class OnH2 extends Contract {
        OnH2() {
            super(Database.H2);
        }
    }

    @Nested
    class OnPostgresql extends Contract {
        OnPostgresql() {
            super(Database.POSTGRESQL);
        }
    }

    @Nested
    class OnMariaDb extends Contract {
        OnMariaDb() {
            super(Database.MARIADB);
        }
    }

    abstract static class Contract extends ReferenceSourceContract {

        private final DataSource database;
        private final JdbcReferences references;
        private int rows;

        Contract(Database database) {
            this.database = database.fresh();
            this.references = JdbcReferences.of(this.database).column("files", "path");
            execute(this.database, "CREATE TABLE files (id INT PRIMARY KEY, path VARCHAR(300))");
        }

        @Override
        protected ReferenceSource source() {
            return references;
        }

        @Override
        protected Owner commit(FileKey key) {
            return insert("'" + key.path() + "'");
        }

        @Override
        protected void commitAll(List<FileKey> keys) {
            execute(
                    database,
                    keys.stream()
                            .map(key -> "(" + ++rows + ", '" + key.path() + "')")
                            .collect(joining(", ", "INSERT INTO files VALUES ", "")));
        }

        @Override
        protected Owner commitBlank() {
            return insert("NULL");
        }

        @Override
        protected boolean commitUnmappable() {
            insert("'/etc/passwd'");
            return true;
        }

        @Override
        protected void withdraw(Owner owner) {
            execute(database, "DELETE FROM files WHERE id = " + owner.id());
        }

        @Override
        protected boolean breakReads() {
            execute(database, "DROP TABLE files");
            return true;
        }

        private Owner insert(String value) {
            execute(database, "INSERT INTO files VALUES (" + ++rows + ", " + value + ")");
            return Owners.in(database, "files", String.valueOf(rows));
        }
    }
}
