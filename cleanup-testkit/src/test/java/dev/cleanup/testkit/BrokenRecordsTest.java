package dev.cleanup.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.policy.ItemPolicy;
import dev.cleanup.record.Claim;
import dev.cleanup.record.ClaimRequest;
import dev.cleanup.record.ClaimSink;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.record.RecordSink;
import dev.cleanup.record.RecordSource;
import dev.cleanup.record.SettlementRequest;
import dev.cleanup.reference.Owner;
import dev.cleanup.storage.OutcomeSink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sources of records that lose data: each is broken in one place, is named after the harm, and fails the contract there. */
@Tag("fast")
class BrokenRecordsTest {

    static Stream<Arguments> broken() {
        return Stream.of(
                broken("confirm judges nothing", JudgesNothing::new, "confirmsNothingThatIsNoLongerDue"),
                broken("confirm judges what was claimed", JudgesClaimed::new, "confirmsNothingThatIsNoLongerDue"),
                broken("confirm compares no files", ComparesNoFiles::new, "confirmsNothingThatNamesAnotherFileNow"),
                broken("confirm ignores absence", JudgesNothing::new, "confirmsNothingThatIsGone"),
                broken("confirm ignores foreign tokens", ConfirmsAny::new, "confirmsNoClaimThatAnotherRunHasTakenOver"),
                broken("confirm ignores the mark", ConfirmsAny::new, "confirmsAndSettlesNothingWhoseMarkWasTakenOff"),
                broken(
                        "settle ignores the mark",
                        SettlesUnmarked::new,
                        "confirmsAndSettlesNothingWhoseMarkWasTakenOff"),
                broken(
                        "settle ignores a foreign token",
                        SettlesForeign::new,
                        "settlesNoClaimThatAnotherRunHasTakenOver"),
                broken(
                        "release ignores a foreign token",
                        ReleasesForeign::new,
                        "releasesNoClaimThatAnotherRunHasTakenOver"),
                broken("release leaves the mark", ReleasesNothing::new, "canClaimAgainWhatWasReleased"),
                broken("claim shows stale facts", StaleClaims::new, "claimsTheFileThatARecordNamesNow"),
                broken("claim judges stale facts", JudgesFound::new, "doesNotClaimWhatChangedSinceItWasFound"),
                broken(
                        "find hides what its sink throws",
                        HidesThrown::new,
                        "letsWhatASinkThrowsWhileFindingReachTheCaller"),
                broken("find ends after 1,000", CutFind::new, "findsAllThatAreDue"),
                broken("a search that fails is empty", EmptyFind::new, "failsRatherThanFindTooFew"),
                broken("claims live in their object", ForgetsElsewhere::new, "showsOpenClaimsToAProcessThatStartsAnew"),
                broken("unsettled forgets", Forgets::new, "remembersOpenClaims"),
                broken("two threads claim one record", ClaimsTwice::new, "givesARecordToOneOfTwoThreads"));
    }

    private static Arguments broken(String harm, UnaryOperator<RecordSource> breaking, String test) {
        return arguments(harm, breaking, test);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("broken")
    void isCaught(String harm, UnaryOperator<RecordSource> breaking, String test) {
        assertThat(SourceContractsTest.records(breaking)).as(harm).contains(test);
    }

    private static class Passing extends SourceContractsTest.Passing {
        Passing(RecordSource good) {
            super(good);
        }

        List<Claim> open() {
            List<Claim> open = new ArrayList<>();
            good.openClaims(open::add);
            return open;
        }

        /** The mark that stands on a claim's record, whatever its token. */
        Optional<Claim> standing(Claim claim) {
            return open().stream()
                    .filter(open -> open.record().owner().equals(claim.record().owner()))
                    .findFirst();
        }
    }

    private static final class JudgesNothing extends Passing {
        JudgesNothing(RecordSource good) {
            super(good);
        }

        @Override
        public void confirm(List<Claim> batch, ClaimRequest order, ClaimSink sink) {
            batch.forEach(sink::claimed);
        }
    }

    private static ClaimRequest judging(ClaimRequest order, UnaryOperator<RecordFacts> seen) {
        return new ClaimRequest(
                order.run(),
                order.task(),
                order.settlement(),
                order.at(),
                record -> order.judge().apply(seen.apply(record)),
                order.lost());
    }

    private static final class JudgesClaimed extends Passing {
        JudgesClaimed(RecordSource good) {
            super(good);
        }

        @Override
        public void confirm(List<Claim> batch, ClaimRequest order, ClaimSink sink) {
            batch.forEach(claim -> good.confirm(List.of(claim), judging(order, now -> claim.record()), sink));
        }
    }

    private static final class ComparesNoFiles extends Passing {
        ComparesNoFiles(RecordSource good) {
            super(good);
        }

        @Override
        public void confirm(List<Claim> batch, ClaimRequest order, ClaimSink sink) {
            for (Claim claim : batch) {
                good.confirm(List.of(claim), order, new ClaimSink() {
                    @Override
                    public void claimed(Claim confirmed) {
                        sink.claimed(confirmed);
                    }

                    @Override
                    public void notClaimed(Owner owner, Outcome outcome) {
                        if (outcome.toString().contains("other files")) {
                            sink.claimed(claim);
                        } else {
                            sink.notClaimed(owner, outcome);
                        }
                    }
                });
            }
        }
    }

    private static final class ConfirmsAny extends Passing {
        ConfirmsAny(RecordSource good) {
            super(good);
        }

        @Override
        public void confirm(List<Claim> batch, ClaimRequest order, ClaimSink sink) {
            for (Claim claim : batch) {
                if (open().contains(claim)) {
                    good.confirm(List.of(claim), order, sink);
                } else {
                    sink.claimed(claim);
                }
            }
        }
    }

    private static final class SettlesUnmarked extends Passing {
        SettlesUnmarked(RecordSource good) {
            super(good);
        }

        @Override
        public void settle(List<SettlementRequest> batch, OutcomeSink<SettlementRequest> sink) {
            good.settle(
                    batch,
                    (removal, outcome) -> sink.outcome(
                            removal, standing(removal.claim()).isEmpty() ? new Outcome.Settled() : outcome));
        }
    }

    private static final class SettlesForeign extends Passing {
        SettlesForeign(RecordSource good) {
            super(good);
        }

        @Override
        public void settle(List<SettlementRequest> batch, OutcomeSink<SettlementRequest> sink) {
            for (SettlementRequest removal : batch) {
                Claim claim = standing(removal.claim()).orElse(removal.claim());
                good.settle(
                        List.of(new SettlementRequest(claim, removal.files())),
                        (other, outcome) -> sink.outcome(removal, outcome));
            }
        }
    }

    private static final class ReleasesForeign extends Passing {
        ReleasesForeign(RecordSource good) {
            super(good);
        }

        @Override
        public void release(List<Claim> batch, OutcomeSink<Claim> sink) {
            batch.forEach(claim -> good.release(
                    List.of(standing(claim).orElse(claim)), (other, outcome) -> sink.outcome(claim, outcome)));
        }
    }

    private static final class ReleasesNothing extends Passing {
        ReleasesNothing(RecordSource good) {
            super(good);
        }

        @Override
        public void release(List<Claim> batch, OutcomeSink<Claim> sink) {
            batch.forEach(claim -> sink.outcome(claim, new Outcome.Settled()));
        }
    }

    private static Claim with(Claim claim, RecordFacts record) {
        return new Claim(claim.token(), record, claim.run(), claim.task(), claim.settlement(), claim.at());
    }

    private static final class StaleClaims extends Passing {
        StaleClaims(RecordSource good) {
            super(good);
        }

        @Override
        public void claim(List<RecordFacts> batch, ClaimRequest order, ClaimSink sink) {
            Map<Owner, RecordFacts> found = new HashMap<>();
            batch.forEach(record -> found.put(record.owner(), record));
            good.claim(batch, order, new ClaimSink() {
                @Override
                public void claimed(Claim claim) {
                    sink.claimed(with(claim, found.get(claim.record().owner())));
                }

                @Override
                public void notClaimed(Owner owner, Outcome outcome) {
                    sink.notClaimed(owner, outcome);
                }
            });
        }
    }

    private static final class JudgesFound extends Passing {
        JudgesFound(RecordSource good) {
            super(good);
        }

        @Override
        public void claim(List<RecordFacts> batch, ClaimRequest order, ClaimSink sink) {
            batch.forEach(record -> good.claim(List.of(record), judging(order, now -> record), sink));
        }
    }

    private static final class HidesThrown extends Passing {
        HidesThrown(RecordSource good) {
            super(good);
        }

        @Override
        public void find(ItemPolicy due, Instant now, RecordSink sink) {
            try {
                good.find(due, now, sink);
            } catch (IllegalStateException hidden) {
                return;
            }
        }
    }

    private static final class CutFind extends Passing {
        CutFind(RecordSource good) {
            super(good);
        }

        @Override
        public void find(ItemPolicy due, Instant now, RecordSink sink) {
            good.find(due, now, new RecordSink() {
                private int found;

                @Override
                public void found(RecordFacts record) {
                    if (found++ < 1_000) {
                        sink.found(record);
                    }
                }

                @Override
                public void unreadable(Owner owner, Failure failure) {
                    sink.unreadable(owner, failure);
                }
            });
        }
    }

    private static final class EmptyFind extends Passing {
        EmptyFind(RecordSource good) {
            super(good);
        }

        @Override
        public void find(ItemPolicy due, Instant now, RecordSink sink) {
            try {
                good.find(due, now, sink);
            } catch (dev.cleanup.record.RecordsUnavailableException hidden) {
                return;
            }
        }
    }

    private static final class ForgetsElsewhere extends Passing {
        private final List<String> mine = new ArrayList<>();

        ForgetsElsewhere(RecordSource good) {
            super(good);
        }

        @Override
        public void claim(List<RecordFacts> batch, ClaimRequest order, ClaimSink sink) {
            good.claim(batch, order, sink);
            open().forEach(claim -> mine.add(claim.token()));
        }

        @Override
        public void openClaims(Consumer<Claim> sink) {
            open().stream().filter(claim -> mine.contains(claim.token())).forEach(sink);
        }
    }

    private static final class Forgets extends Passing {
        Forgets(RecordSource good) {
            super(good);
        }

        @Override
        public void openClaims(Consumer<Claim> sink) {}
    }

    /** Looks for a mark, and then marks; the second thread comes in between. */
    private static final class ClaimsTwice extends Passing {
        private final Thread maker = Thread.currentThread();
        private final CyclicBarrier between = new CyclicBarrier(2);

        ClaimsTwice(RecordSource good) {
            super(good);
        }

        @Override
        public void claim(List<RecordFacts> batch, ClaimRequest order, ClaimSink sink) {
            if (Thread.currentThread() == maker) {
                good.claim(batch, order, sink);
                return;
            }
            meet();
            batch.forEach(record -> sink.claimed(new Claim(
                    "mark of " + Thread.currentThread().getId(),
                    record,
                    order.run(),
                    order.task(),
                    order.settlement(),
                    order.at())));
        }

        private void meet() {
            try {
                between.await(5, TimeUnit.SECONDS);
            } catch (Exception alone) {
                throw new IllegalStateException(alone);
            }
        }
    }
}
