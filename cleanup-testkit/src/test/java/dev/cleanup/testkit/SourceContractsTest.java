package dev.cleanup.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.fact.Fact;
import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.policy.Decision;
import dev.cleanup.policy.ItemPolicy;
import dev.cleanup.record.Claim;
import dev.cleanup.record.ClaimRequest;
import dev.cleanup.record.ClaimSink;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.record.RecordSink;
import dev.cleanup.record.RecordSource;
import dev.cleanup.record.Settlement;
import dev.cleanup.record.SettlementRequest;
import dev.cleanup.reference.Owner;
import dev.cleanup.reference.ReferenceSink;
import dev.cleanup.reference.ReferenceSource;
import dev.cleanup.reference.ReferencesUnavailableException;
import dev.cleanup.storage.OutcomeSink;
import dev.cleanup.testkit.fake.InMemoryRecordsContractTest;
import dev.cleanup.testkit.fake.InMemoryReferences;
import dev.cleanup.testkit.fake.InMemoryReferencesContractTest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each source here is broken in one place, and the contract says where. */
@Tag("fast")
class SourceContractsTest {

    @Test
    void passesGoodSources() {
        assertThat(records(Passing::new)).isEmpty();
        assertThat(references(Passing.References::new)).isEmpty();
    }

    @Test
    void catchesReferencesThatEndEarly() {
        assertThat(references(good -> new Passing.References(good) {
                    @Override
                    public void read(ReferenceSink sink) {
                        try {
                            good.read(sink);
                        } catch (ReferencesUnavailableException hidden) {
                            return;
                        }
                    }
                }))
                .contains("failsRatherThanEndEarly");
    }

    @Test
    void catchesReferencesThatAreReadOnceForAll() {
        assertThat(references(good -> new Passing.References(good) {
                    private final InMemoryReferences empty = InMemoryReferences.named("db");

                    @Override
                    public void read(ReferenceSink sink) {
                        empty.read(sink);
                    }
                }))
                .contains("readsAFreshSnapshotEachTime", "deliversEachReferenceWithItsOwner", "saysWhoNamesNoFile");
    }

    @Test
    void catchesASourceThatClaimsWithoutJudging() {
        assertThat(records(good -> new Passing(good) {
                    @Override
                    public void claim(List<RecordFacts> batch, ClaimRequest order, ClaimSink sink) {
                        good.claim(batch, blind(order), sink);
                    }
                }))
                .contains("doesNotClaimWhatChangedSinceItWasFound");
    }

    @Test
    void catchesASourceThatForgetsItsClaims() {
        assertThat(records(good -> new Passing(good) {
                    @Override
                    public void openClaims(Consumer<Claim> sink) {}
                }))
                .contains("remembersOpenClaims", "claimsARecordOnce", "confirmsWhatIsStillDue");
    }

    @Test
    void catchesASourceThatOnlySaysItSettles() {
        assertThat(records(good -> new Passing(good) {
                    @Override
                    public void settle(List<SettlementRequest> batch, OutcomeSink<SettlementRequest> sink) {
                        batch.forEach(removal -> sink.outcome(removal, new Outcome.Settled()));
                    }
                }))
                .contains(
                        "deletesARecord",
                        "setsTheStatusOfARecord",
                        "clearsTheFilesOfARecord",
                        "settlesEachRecordOfABatch");
    }

    @Test
    void catchesASourceThatReleasesInsteadOfSettling() {
        assertThat(records(good -> new Passing(good) {
                    @Override
                    public void settle(List<SettlementRequest> batch, OutcomeSink<SettlementRequest> sink) {
                        batch.forEach(removal -> good.release(
                                List.of(removal.claim()), (claim, outcome) -> sink.outcome(removal, outcome)));
                    }
                }))
                .contains(
                        "keepsARecordAndDoesNotVisitItAgain",
                        "aKeptRecordIsAsItWasLeftUntilItChanges",
                        "aRecordThatComesBackIsNotAsItWasLeft",
                        "aKeptRecordWhoseFileStaysForAnotherOwnerIsFoundAgain",
                        "setsTheStatusOfARecord",
                        "clearsTheFilesOfARecord",
                        "deletesARecord");
    }

    @Test
    void catchesASourceThatExcusesItsRecordsForEver() {
        assertThat(records(good -> new Passing(good) {
                    @Override
                    public Set<Owner> stillSettled(Set<Owner> owners) {
                        return owners;
                    }
                }))
                .contains("aKeptRecordIsAsItWasLeftUntilItChanges", "aRecordThatComesBackIsNotAsItWasLeft");
    }

    @Test
    void catchesASourceThatLooksForTooLittle() {
        assertThat(records(good -> new Passing(good) {
                    @Override
                    public void find(ItemPolicy due, Instant now, RecordSink sink) {
                        good.find(due, now, new RecordSink() {
                            @Override
                            public void found(RecordFacts record) {
                                if (due.judge(record, now.minusMillis(1)).removes()) {
                                    sink.found(record);
                                }
                            }

                            @Override
                            public void unreadable(Owner owner, Failure why) {}
                        });
                    }
                }))
                .containsExactlyInAnyOrder("findsWhatIsDueExactlyNow", "goesOnAfterARecordThatCannotBeRead");
    }

    @Test
    void catchesASourceWhoseClaimedRecordsNameNothing() {
        assertThat(records(good -> new Passing(good) {
                    @Override
                    public void read(ReferenceSink sink) {}
                }))
                .containsExactlyInAnyOrder("aClaimedRecordStillNamesItsFile", "deletesARecord");
    }

    @Test
    void catchesASourceThatForgetsWhatIsLost() {
        assertThat(records(good -> new Passing(good) {
                    @Override
                    public void confirm(List<Claim> batch, ClaimRequest order, ClaimSink sink) {
                        ClaimRequest forgetful = new ClaimRequest(
                                order.run(), order.task(), order.settlement(), order.at(), order.judge());
                        good.confirm(batch, forgetful, sink);
                    }
                }))
                .containsExactly("whatHasLostAFileKeepsItsMarkThoughItChangedSinceItWasClaimed");
    }

    static ClaimRequest blind(ClaimRequest order) {
        return new ClaimRequest(
                order.run(),
                order.task(),
                order.settlement(),
                order.at(),
                record -> Decision.remove(Reason.Kind.CUSTOM, "blindly"));
    }

    static Set<String> records(UnaryOperator<RecordSource> breaking) {
        BrokenRecords.breaking = breaking;
        return ContractRun.failuresOf(BrokenRecords.class);
    }

    static Set<String> references(UnaryOperator<ReferenceSource> breaking) {
        BrokenReferences.breaking = breaking;
        return ContractRun.failuresOf(BrokenReferences.class);
    }

    static final class BrokenRecords extends InMemoryRecordsContractTest {
        private static UnaryOperator<RecordSource> breaking = UnaryOperator.identity();

        private final RecordSource broken = breaking.apply(super.records());

        @Override
        protected RecordSource records() {
            return broken;
        }

        @Override
        protected Optional<RecordSource> reopened() {
            return super.reopened().map(good -> breaking.apply(good));
        }
    }

    static final class BrokenReferences extends InMemoryReferencesContractTest {
        private static UnaryOperator<ReferenceSource> breaking = UnaryOperator.identity();

        private final ReferenceSource broken = breaking.apply(super.source());

        @Override
        protected ReferenceSource source() {
            return broken;
        }
    }

    /** Passes every call on, for sources that are broken in one place. */
    static class Passing implements RecordSource {
        final RecordSource good;

        Passing(RecordSource good) {
            this.good = good;
        }

        @Override
        public String name() {
            return good.name();
        }

        @Override
        public Set<Fact<?>> provides() {
            return good.provides();
        }

        @Override
        public boolean supports(Settlement settlement) {
            return good.supports(settlement);
        }

        @Override
        public void read(ReferenceSink sink) {
            good.read(sink);
        }

        @Override
        public void find(ItemPolicy due, Instant now, RecordSink sink) {
            good.find(due, now, sink);
        }

        @Override
        public void claim(List<RecordFacts> batch, ClaimRequest order, ClaimSink sink) {
            good.claim(batch, order, sink);
        }

        @Override
        public void confirm(List<Claim> batch, ClaimRequest order, ClaimSink sink) {
            good.confirm(batch, order, sink);
        }

        @Override
        public void settle(List<SettlementRequest> batch, OutcomeSink<SettlementRequest> sink) {
            good.settle(batch, sink);
        }

        @Override
        public void release(List<Claim> batch, OutcomeSink<Claim> sink) {
            good.release(batch, sink);
        }

        @Override
        public void openClaims(Consumer<Claim> sink) {
            good.openClaims(sink);
        }

        @Override
        public Set<Owner> stillSettled(Set<Owner> owners) {
            return good.stillSettled(owners);
        }

        @Override
        public void forgetSettled(Set<Owner> owners) {
            good.forgetSettled(owners);
        }

        /** The same for references alone. */
        static class References implements ReferenceSource {
            final ReferenceSource good;

            References(ReferenceSource good) {
                this.good = good;
            }

            @Override
            public String name() {
                return good.name();
            }

            @Override
            public void read(ReferenceSink sink) {
                good.read(sink);
            }
        }
    }
}
