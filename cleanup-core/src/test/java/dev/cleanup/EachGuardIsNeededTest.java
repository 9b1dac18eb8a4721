package dev.cleanup;

import static dev.cleanup.Sweep.TASK;
import static dev.cleanup.policy.Policies.percent;
import static dev.cleanup.policy.Policies.quotaAbove;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.guard.Guards;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.storage.ByteSize;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.ListableStorage;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * For each guard a world in which a file in use looks like an orphan: the guard stops the run; without it, all others in
 * place, the file is lost; and once the fault is mended, the run passes and takes the orphan alone.
 */
@Tag("fast")
class EachGuardIsNeededTest {

    private static final String ORPHAN = "orphan";

    /** A file that the host needs. */
    private static final String LIVE = "live";

    /** A world with a fault, and what mends it. */
    private record Case(String guard, Sweep world, String live, Runnable mend) {
        @Override
        public String toString() {
            return guard;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                aValueThatIsNoKey(),
                lettersThatThisProcessLacks(),
                theWrongDatabase(),
                referencesOfAnotherDirectory(),
                anotherSpelling(),
                aForgottenSourceOfHalfTheFiles(),
                aForgottenSourceOfManyFiles(),
                aForgottenSourceOfOneLargeFile());
    }

    /** The host stores a path of another system for one of its files. */
    private static Case aValueThatIsNoKey() {
        Sweep world = new Sweep().healthy(20).old(LIVE, ORPHAN);
        world.database.addUnmappable("file:live", "not a path");
        return new Case("unmappable-references", world, LIVE, () -> {
            world.database.remove(new Owner("database", "21"));
            world.named(LIVE);
        });
    }

    /** UTF-8 names, read by a process under Latin-1: what is listed never equals what is referenced. */
    private static Case lettersThatThisProcessLacks() {
        String name = "\u65e5.m4a";
        String misread = new String(name.getBytes(UTF_8), ISO_8859_1);
        Sweep world = new Sweep().healthy(20).old(misread, ORPHAN).named(name);
        world.sight = LatinStorage::new;
        return new Case("encoding", world, misread, () -> {
            world.sight = stored -> stored;
            world.storage.delete(misread);
            world.old(name);
        });
    }

    /** A database that was just created. */
    private static Case theWrongDatabase() {
        Sweep world = new Sweep().old(LIVE, ORPHAN);
        return new Case("no-references", world, LIVE, () -> world.named(LIVE));
    }

    /** The values begin with a folder that the root lies in. */
    private static Case referencesOfAnotherDirectory() {
        Sweep world = new Sweep().old(LIVE, ORPHAN).named("uploads/" + LIVE);
        return new Case("nothing-matches", world, LIVE, () -> world.named(LIVE));
    }

    /** Most values are upper case, and one is spelled in a way that no folding finds. */
    private static Case anotherSpelling() {
        Sweep world = new Sweep().healthy(40).old("uebung", ORPHAN).named("\u00dcBUNG");
        for (int i = 0; i < 11; i++) {
            world.old("file-" + i).named("FILE-" + i);
        }
        return new Case("near-matches", world, "uebung", () -> {
            world.named("uebung");
            world.task = world.task.allowNearMatches(11);
        });
    }

    private static Case aForgottenSourceOfHalfTheFiles() {
        Sweep world = new Sweep().healthy(11).old(LIVE, ORPHAN);
        Runnable mend = forgotten(world, 11);
        return new Case("orphan-share", world, LIVE, mend);
    }

    private static Case aForgottenSourceOfManyFiles() {
        Sweep world = new Sweep().healthy(60).old(LIVE, ORPHAN);
        world.task = world.task.allowRemovals(20);
        Runnable mend = forgotten(world, 20);
        return new Case("removals", world, LIVE, mend);
    }

    private static Case aForgottenSourceOfOneLargeFile() {
        Sweep world = new Sweep().healthy(10).old(ORPHAN);
        world.storage.put(LIVE, 1000, world.ago(Duration.ofDays(9)));
        world.task = world.task.guard(Guards.removedBytes(new ByteSize(100)));
        return new Case("removed-bytes", world, LIVE, () -> world.named(LIVE));
    }

    private static Runnable forgotten(Sweep world, int files) {
        for (int i = 0; i < files; i++) {
            world.old("avatar-" + i);
        }
        return () -> {
            world.named(LIVE);
            for (int i = 0; i < files; i++) {
                world.named("avatar-" + i);
            }
        };
    }

    @ParameterizedTest
    @MethodSource("cases")
    void stopsARunThatWouldDeleteAFileInUse(Case one) {
        TaskOutcome.Refused refused =
                (TaskOutcome.Refused) one.world.run().task(TASK).outcome();

        assertThat(refused.refusals()).extracting("guard").containsExactly(one.guard);
        assertThat(one.world.storage.mutations()).isZero();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void withoutItTheFileIsLost(Case one) {
        one.world.runWithout(one.guard);

        assertThat(one.world.storage.contains(one.live)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void onceTheFaultIsMendedOnlyTheOrphanGoes(Case one) {
        one.mend.run();
        int before = one.world.storage.keys().size();

        assertThat(one.world.run().task(TASK).outcome()).isEqualTo(new TaskOutcome.Completed());

        assertThat(one.world.storage.keys()).hasSize(before - 1).doesNotContain(ORPHAN);
    }

    @Test
    void anotherDirectoryInTheStoragesPlaceIsRefused() {
        Sweep world = new Sweep().healthy(20).old(LIVE);
        world.storage.failVerify();

        assertThat(Sweep.refusal(world.run().task(TASK).outcome()).guard()).isEqualTo("storage-unavailable");
        assertThat(Sweep.refusal(world.run().task(TASK).outcome()).message()).contains("is not the place that it was");
        assertThat(Sweep.refusal(world.run().task(TASK).outcome()).remedy()).contains("Bring the storage back");
        assertThat(world.storage.mutations()).isZero();
    }

    @Test
    void aStorageThatNeverLooksWhetherItIsTheSameLosesTheOtherDirectorysFiles() {
        Sweep world = new Sweep().healthy(20).old(LIVE);
        world.storage.failVerify();
        world.sight = CarelessStorage::new;

        world.run();

        assertThat(world.storage.contains(LIVE)).isFalse();
    }

    /** There is too much, so that the oldest of three must go; whether it is there cannot be found out at first. */
    private static Sweep quotaWithAFileThatCannotBeLookedUp() {
        Sweep world = new Sweep().healthy(3).old("younger", "youngest");
        world.storage.put("oldest", 10, world.ago(Duration.ofDays(20)));
        ByteSize limit = new ByteSize(45);
        world.task = world.task.selecting(quotaAbove(limit).freeing(percent(10)).oldestFirst());
        world.storage.failLookUp("oldest");
        world.storage.beforeLookUp(() -> world.storage.beforeLookUp(world.storage::clearFaults));
        return world;
    }

    @Test
    void aSelectionOverWhatCouldNotBeReadIsRefused() {
        Sweep world = quotaWithAFileThatCannotBeLookedUp();

        var refusal = Sweep.refusal(world.run().task(TASK).outcome());

        assertThat(refusal.guard()).isEqualTo("incomplete-selection");
        assertThat(refusal.message()).contains("compares all files", "1 of them could not be read");
        assertThat(refusal.samples().get(0)).contains("oldest");
        assertThat(refusal.remedy()).contains("readable, or exclude them from the storage");
        assertThat(world.storage.mutations()).isZero();
    }

    @Test
    void aSelectionThatTakesTheUnreadForGoneTakesAnotherFileInItsPlace() {
        Sweep world = quotaWithAFileThatCannotBeLookedUp();
        world.sight = CarelessStorage::new;

        world.run();

        assertThat(world.storage.keys()).contains("oldest").hasSize(5);
    }

    @Test
    void aSelectionOverWhatWasReadPasses() {
        Sweep world = quotaWithAFileThatCannotBeLookedUp();
        world.storage.clearFaults();

        assertThat(world.run().task(TASK).outcome()).isEqualTo(new TaskOutcome.Completed());

        assertThat(world.storage.keys()).contains("younger", "youngest").doesNotContain("oldest");
    }

    /** Sees names as a process under Latin-1 does. */
    private static final class LatinStorage extends PassingStorage {

        LatinStorage(ListableStorage stored) {
            super(stored);
        }

        @Override
        public boolean supportsKey(FileKey key) {
            return ISO_8859_1.newEncoder().canEncode(key.path());
        }
    }
}
