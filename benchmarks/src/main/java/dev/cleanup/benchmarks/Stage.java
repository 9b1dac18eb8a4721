package dev.cleanup.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Where scenarios are played: a folder, a database server that starts once one is needed, and the way to start contestants. */
final class Stage implements AutoCloseable {

    private final Path scripts;
    private final Path folder;
    private final Effort effort;
    private @Nullable EmbeddedPostgres server;

    /**
     * Makes a folder of its own.
     *
     * @param scripts where the scripts are
     * @param work a folder of the file system to measure
     * @param effort how much is played
     */
    Stage(Path scripts, Path work, Effort effort) throws IOException {
        this.scripts = scripts.toAbsolutePath();
        this.folder = Files.createTempDirectory(work, "compare");
        this.effort = effort;
    }

    Path folder() {
        return folder;
    }

    Effort effort() {
        return effort;
    }

    /** The files of a world. */
    Tree tree(int files, long bytes) {
        return new Tree(folder.resolve("files"), files, bytes);
    }

    DataSource database() throws IOException {
        return server().getPostgresDatabase();
    }

    /** The server's version; empty where none was started. */
    Optional<String> databaseVersion() throws SQLException {
        if (server == null) {
            return Optional.empty();
        }
        try (Connection connection = server.getPostgresDatabase().getConnection()) {
            return Optional.of("PostgreSQL " + connection.getMetaData().getDatabaseProductVersion());
        }
    }

    String url() throws IOException {
        return server().getJdbcUrl("postgres", "postgres");
    }

    private EmbeddedPostgres server() throws IOException {
        if (server == null) {
            // As PostgreSQL does unless told otherwise; the builder would turn them off.
            server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start();
        }
        return server;
    }

    /** A Java program; more than its heap it does not get, and a lack of memory ends it. */
    Contestant java(String id, String heap, String program, Object... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx" + heap, "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(effort.options());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.cleanup.benchmarks." + program));
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        return new Contestant(id, command);
    }

    /** The library, composed as a host would. */
    Contestant cleanup(String id, String heap, Composition composition, int threads, Phase phase, Object... arguments) {
        List<Object> all = new ArrayList<>(List.of(composition.id(), threads, phase.id()));
        all.addAll(List.of(arguments));
        return java(id, heap, "WithCleanup", all.toArray());
    }

    /** A part of {@code shell.sh}. */
    Contestant shell(String id, String part, Phase phase, Object... arguments) {
        List<String> command =
                new ArrayList<>(List.of("bash", scripts.resolve("shell.sh").toString(), part, phase.id()));
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        return new Contestant(id, command).onlyCold();
    }

    /** What needs psql, on machines that have it. */
    Optional<Contestant> psql(String id, String part, Phase phase, Object... arguments) {
        return hasPsql() ? Optional.of(shell(id, part, phase, arguments)) : Optional.empty();
    }

    static boolean hasPsql() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "psql")));
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
        }
        new Tree(folder, 0, 0).delete();
    }
}
