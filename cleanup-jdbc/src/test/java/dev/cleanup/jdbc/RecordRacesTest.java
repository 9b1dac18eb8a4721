package dev.cleanup.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A whole run of the library and a host that begins to use the image meanwhile, in every order of their statements and
 * commits, on real servers. Where the host honours the mark, nothing is lost. Where it does not know of it (L0), the
 * orders that lose are named, so that a change is noticed: those in which the host commits between the last judgement and
 * the settlement.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class RecordRacesTest {

    /** The second commit of a cleaner: the first ends its claim, the second its confirmation. */
    private static final Predicate<Gallery.Order> AFTER_THE_CONFIRMATION =
            order -> order.used() && order.isAfter("host: commit", 2, "cleaner: commit");

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void aHostThatHonoursTheMarkLosesNothing(Database database) throws Exception {
        assertThat(orders(database, RealCleaner::withColumn, Hosts::honouringTheMark))
                .noneMatch(Gallery.Order::lost);
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void aHostThatRenewsWhatIsNotMarkedLosesNothing(Database database) throws Exception {
        assertThat(orders(database, RealCleaner::withColumn, Hosts::renewingUnlessMarked))
                .noneMatch(Gallery.Order::lost);
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void aFileThatIsNamedElsewhereByAHostThatHonoursTheMarkIsNotLost(Database database) throws Exception {
        assertThat(orders(
                        database,
                        gallery -> RealCleaner.withColumn(gallery).readingCovers(),
                        Hosts::coveringUnlessMarked))
                .noneMatch(Gallery.Order::lost);
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void aForeignKeyThatHonoursTheMarkInPlaceOfTheHostLosesNothing(Database database) throws Exception {
        Gallery gallery = new Gallery(
                database,
                "ALTER TABLE images ADD live BOOLEAN GENERATED ALWAYS AS (removing IS NULL) STORED",
                "ALTER TABLE images ADD UNIQUE (id, live)",
                "ALTER TABLE tasks ADD live BOOLEAN DEFAULT TRUE",
                "ALTER TABLE tasks ADD FOREIGN KEY (image, live) REFERENCES images (id, live)");

        assertThat(orders(gallery, RealCleaner.withColumn(gallery), Hosts.careless(gallery)))
                .noneMatch(Gallery.Order::lost);
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void knownToLoseWithAForeignKeyThatKnowsNoMarkWhatIsCommittedAfterTheConfirmation(Database database)
            throws Exception {
        Gallery gallery = new Gallery(database, "ALTER TABLE tasks ADD FOREIGN KEY (image) REFERENCES images (id)");

        assertLosesExactly(
                AFTER_THE_CONFIRMATION, orders(gallery, RealCleaner.withLedger(gallery), Hosts.careless(gallery)));
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void knownToLoseWithTheLedgerAHostThatLocksAndCommitsAfterTheConfirmation(Database database) throws Exception {
        assertLosesExactly(AFTER_THE_CONFIRMATION, orders(database, RealCleaner::withLedger, Hosts::lockingFirst));
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void knownToLoseWithTheLedgerAHostThatRenewsAfterTheConfirmation(Database database) throws Exception {
        assertLosesExactly(AFTER_THE_CONFIRMATION, orders(database, RealCleaner::withLedger, Hosts::renewing));
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void knownToLoseWithoutTheHostsLockWhateverItCommitsAfterTheLastJudgement(Database database) throws Exception {
        assertLosesExactly(
                order -> order.isAfter("host: commit", 2, "cleaner: judge the image"),
                orders(database, RealCleaner::withLedger, Hosts::careless));
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void knownToLoseWithTheLedgerAFileThatIsNamedElsewhereAfterTheSecondLook(Database database) throws Exception {
        assertLosesExactly(
                order -> order.used() && order.isAfter("host: commit", 2, "cleaner: read the references"),
                orders(database, gallery -> RealCleaner.withLedger(gallery).readingCovers(), Hosts::coveringWithIt));
    }

    private static void assertLosesExactly(Predicate<Gallery.Order> known, List<Gallery.Order> orders) {
        assertThat(orders.stream().filter(Gallery.Order::lost).toList())
                .isEqualTo(orders.stream().filter(known).toList())
                .isNotEmpty();
    }

    private static List<Gallery.Order> orders(
            Database database, Function<Gallery, RealCleaner> cleaner, Function<Gallery, Session.Script> host)
            throws Exception {
        Gallery gallery = new Gallery(database);
        return orders(gallery, cleaner.apply(gallery), host.apply(gallery));
    }

    private static List<Gallery.Order> orders(Gallery place, RealCleaner cleaner, Session.Script host)
            throws Exception {
        try (Gallery gallery = place) {
            List<Gallery.Order> orders = gallery.meet(cleaner::run, host);
            assertThat(orders).hasSizeGreaterThan(10).doesNotHaveDuplicates();
            assertThat(orders).as("it cleans, too").anyMatch(Gallery.Order::cleaned);
            assertThat(orders).as("and is held off").anyMatch(order -> !order.cleaned());
            return orders;
        }
    }
}
