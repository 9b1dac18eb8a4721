package dev.cleanup.jdbc;

import static java.sql.Connection.TRANSACTION_READ_COMMITTED;
import static java.sql.Connection.TRANSACTION_REPEATABLE_READ;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What cleaners lose that many would write: each meets a host in every order, on real servers. It shows that the races of
 * records could lose in this harness, and why the protocol is as it is.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WeakProtocolsTest {

    private static final int COMMITTED = TRANSACTION_READ_COMMITTED;
    private static final int REPEATABLE = TRANSACTION_REPEATABLE_READ;

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void aLockThenACheckInAnotherStatementLosesNothing(Database database) throws Exception {
        assertThat(lost(database, cleaners -> cleaners.right(COMMITTED), Hosts::lockingFirst))
                .isEmpty();
        assertThat(lost(database, cleaners -> cleaners.right(COMMITTED), Hosts::renewing))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = "POSTGRESQL")
    void oneStatementForAllLosesSinceItsSubselectIsOlderThanItsLock(Database database) throws Exception {
        assertThat(lost(database, cleaners -> cleaners.inOneStatement(COMMITTED), Hosts::lockingFirst))
                .isNotEmpty();
        assertThat(lost(database, cleaners -> cleaners.inOneStatement(REPEATABLE), Hosts::lockingFirst))
                .isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = "POSTGRESQL")
    void repeatableReadLosesSinceItsCheckIsAsOldAsItsLock(Database database) throws Exception {
        assertThat(lost(database, cleaners -> cleaners.right(REPEATABLE), Hosts::lockingFirst))
                .isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void repeatableReadLosesEverywhereWhereSomethingWasReadBeforeTheLock(Database database) throws Exception {
        assertThat(lost(database, cleaners -> cleaners.readingFirst(REPEATABLE), Hosts::lockingFirst))
                .isNotEmpty();
        assertThat(lost(database, cleaners -> cleaners.readingFirst(COMMITTED), Hosts::lockingFirst))
                .as("the level is what counts")
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void aCheckBeforeTheLockLoses(Database database) throws Exception {
        assertThat(lost(database, cleaners -> cleaners.checkingBeforeTheLock(COMMITTED), Hosts::lockingFirst))
                .isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void aLockThatEndsWithItsStatementLoses(Database database) throws Exception {
        assertThat(lost(database, WeakCleaners::autoCommitting, Hosts::lockingFirst))
                .isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void aRowThatIsNotJudgedAgainUnderItsLockIsLost(Database database) throws Exception {
        assertThat(lost(database, cleaners -> cleaners.notJudgingAgain(COMMITTED), Hosts::renewing))
                .isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void aFileThatGoesBeforeTheCommitIsLost(Database database) throws Exception {
        assertThat(lost(database, cleaners -> cleaners.removingBeforeTheCommit(COMMITTED), Hosts::lockingFirst))
                .isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void aHostThatTakesNoLockLosesToTheBestOfCleaners(Database database) throws Exception {
        assertThat(lost(database, cleaners -> cleaners.right(COMMITTED), Hosts::careless))
                .isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void unlessAForeignKeyTakesItForThem(Database database) throws Exception {
        String key = "ALTER TABLE tasks ADD FOREIGN KEY (image) REFERENCES images (id)";

        assertThat(lost(new Gallery(database, key), cleaners -> cleaners.right(COMMITTED), Hosts::careless))
                .isEmpty();
        assertThat(lost(new Gallery(database, key), WeakCleaners::trustingTheForeignKey, Hosts::careless))
                .isEmpty();
    }

    private static List<Gallery.Order> lost(
            Database database, Function<WeakCleaners, Session.Script> cleaner, Function<Gallery, Session.Script> host)
            throws Exception {
        return lost(new Gallery(database), cleaner, host);
    }

    private static List<Gallery.Order> lost(
            Gallery place, Function<WeakCleaners, Session.Script> cleaner, Function<Gallery, Session.Script> host)
            throws Exception {
        try (Gallery gallery = place) {
            List<Gallery.Order> orders = gallery.meet(cleaner.apply(new WeakCleaners(gallery)), host.apply(gallery));
            assertThat(orders).hasSizeGreaterThan(4).doesNotHaveDuplicates();
            assertThat(orders).as("it cleans, too").anyMatch(Gallery.Order::cleaned);
            return orders.stream().filter(Gallery.Order::lost).toList();
        }
    }
}
