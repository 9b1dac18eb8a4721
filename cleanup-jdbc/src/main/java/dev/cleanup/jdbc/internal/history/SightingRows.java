package dev.cleanup.jdbc.internal.history;

import dev.cleanup.history.SightingScope;
import dev.cleanup.history.SightingTime;
import dev.cleanup.jdbc.internal.sql.StoredText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/** The rows of one place of a ledger. Each run is a generation; what a run did not see is of an older one, and goes. */
public final class SightingRows {

    private final Handle handle;
    private final SightingScope place;
    private final String id;

    public SightingRows(Handle handle, SightingScope place) {
        this.handle = handle;
        this.place = place;
        this.id = digest(place);
    }

    /** Names may be longer than a key of a table. */
    private static String digest(SightingScope place) {
        StringBuilder text = new StringBuilder();
        for (String part : List.of(place.storage(), place.cleanup(), place.task())) {
            text.append(part.length()).append(' ').append(part);
        }
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    public Optional<SightingTime> time() {
        try (Query query = handle.createQuery("SELECT * FROM cleanup_sighting_place WHERE place = :place")) {
            return query.bind("place", id)
                    .map((row, context) -> new SightingTime(
                            instant(row, "time_micros"),
                            instant(row, "clock_micros"),
                            instant(row, "highest_micros"),
                            instant(row, "time_at_highest_micros")))
                    .findOne();
        }
    }

    public Map<String, Instant> known(Collection<String> marks) {
        Map<String, Instant> known = new HashMap<>();
        if (marks.isEmpty()) {
            return known;
        }
        try (Query query = handle.createQuery(
                "SELECT mark, first_micros FROM cleanup_sighting WHERE place = :place AND mark IN (<marks>)")) {
            query.bind("place", id)
                    .bindList("marks", List.copyOf(marks))
                    .map((row, context) -> known.put(row.getString("mark"), instant(row, "first_micros")))
                    .list();
        }
        return known;
    }

    /** Says how many orphans are remembered. */
    public long replace(SightingTime time, Iterable<List<String>> orphans) {
        long generation = begin(time);
        long count = 0;
        for (List<String> batch : orphans) {
            if (!batch.isEmpty()) {
                remember(batch, time.time(), generation);
                count += batch.size();
            }
        }
        execute(
                "DELETE FROM cleanup_sighting WHERE place = :place AND generation <> :generation",
                Map.of("place", id, "generation", generation));
        return count;
    }

    /** Notes the time of the run, which holds the row until the end: two runs at once go one after the other. */
    private long begin(SightingTime time) {
        Map<String, Object> values = new HashMap<>(Map.of(
                "place", id,
                "storage", StoredText.of(place.storage()),
                "cleanup", StoredText.of(place.cleanup()),
                "task", StoredText.of(place.task()),
                "time", micros(time.time()),
                "clock", micros(time.clock()),
                "highest", micros(time.highest()),
                "timeAtHighest", micros(time.timeAtHighest())));
        int updated = execute(
                "UPDATE cleanup_sighting_place SET generation = generation + 1, time_micros = :time,"
                        + " clock_micros = :clock, highest_micros = :highest, time_at_highest_micros = :timeAtHighest"
                        + " WHERE place = :place",
                values);
        if (updated == 0) {
            execute(
                    "INSERT INTO cleanup_sighting_place (place, storage, cleanup, task, generation, time_micros,"
                            + " clock_micros, highest_micros, time_at_highest_micros) VALUES (:place, :storage, :cleanup,"
                            + " :task, 1, :time, :clock, :highest, :timeAtHighest)",
                    values);
        }
        try (Query query = handle.createQuery("SELECT generation FROM cleanup_sighting_place WHERE place = :place")) {
            return query.bind("place", id).mapTo(Long.class).one();
        }
    }

    private void remember(List<String> batch, Instant time, long generation) {
        Map<String, Instant> known = known(batch);
        if (!known.isEmpty()) {
            try (Update update = handle.createUpdate("UPDATE cleanup_sighting SET generation = :generation"
                    + " WHERE place = :place AND mark IN (<marks>)")) {
                update.bind("generation", generation)
                        .bind("place", id)
                        .bindList("marks", List.copyOf(known.keySet()))
                        .execute();
            }
        }
        List<String> fresh =
                batch.stream().filter(mark -> !known.containsKey(mark)).toList();
        insert(fresh, time, generation);
    }

    private void insert(List<String> fresh, Instant time, long generation) {
        if (fresh.isEmpty()) {
            return;
        }
        try (PreparedBatch batch = handle.prepareBatch("INSERT INTO cleanup_sighting (place, mark, first_micros,"
                + " generation) VALUES (:place, :mark, :first, :generation)")) {
            for (String mark : fresh) {
                batch.bind("place", id)
                        .bind("mark", mark)
                        .bind("first", micros(time))
                        .bind("generation", generation)
                        .add();
            }
            batch.execute();
        }
    }

    private int execute(String sql, Map<String, ?> values) {
        try (Update update = handle.createUpdate(sql)) {
            return update.bindMap(values).execute();
        }
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Instant.EPOCH.plus(row.getLong(column), ChronoUnit.MICROS);
    }
}
