package dev.cleanup.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.report.CleanupReport;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two cleaners in two processes, without a lock between them that the host could have given, over the same record. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TwoCleanersTest {

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void oneOfThemGetsTheClaimInWhateverOrder(Database database) throws Exception {
        try (Gallery gallery = new Gallery(database)) {
            RealCleaner cleaner = RealCleaner.withColumn(gallery);
            ConcurrentMap<String, Integer> claims = new ConcurrentHashMap<>();
            Session.Script claiming = session ->
                    claims.put(session.toString(), cleaner.claim(session).size());

            List<Integer> claimed = gallery.meet("one", claiming, "other", claiming, steps -> {
                assertThat(claims).as("%s", steps).containsOnlyKeys("one", "other");
                return claims.values().stream().mapToInt(Integer::intValue).sum();
            });

            assertThat(claimed).hasSizeGreaterThan(5).containsOnly(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void jenkinsTwoDiscardersOfOneBuild(Database database) throws Exception {
        try (Gallery gallery = new Gallery(database)) {
            RealCleaner cleaner = RealCleaner.withLedger(gallery);
            ConcurrentMap<String, CleanupReport> reports = new ConcurrentHashMap<>();

            List<Long> deleted = gallery.meet(
                    "one",
                    session -> reports.put("one", cleaner.run(session)),
                    "other",
                    session -> {
                        session.before("run");
                        reports.put("other", cleaner.runElsewhere());
                    },
                    steps -> sum(gallery, steps, reports));

            assertThat(deleted).hasSizeGreaterThan(10).containsOnly(1L);
        }
    }

    /** How many files were deleted, as both reports have it; the record must be gone, and no mark left. */
    private static long sum(Gallery gallery, List<String> steps, ConcurrentMap<String, CleanupReport> reports) {
        assertThat(Database.number(gallery.source(), "SELECT COUNT(*) FROM images"))
                .as("%s", steps)
                .isZero();
        assertThat(Database.number(gallery.source(), "SELECT COUNT(*) FROM cleanup_claims"))
                .as("%s", steps)
                .isZero();
        assertThat(reports.values().stream()
                        .mapToLong(report -> report.records().settled())
                        .sum())
                .as("%s %s", steps, reports.values())
                .isEqualTo(1);
        return reports.values().stream()
                .mapToLong(report -> report.files().deleted())
                .sum();
    }
}
