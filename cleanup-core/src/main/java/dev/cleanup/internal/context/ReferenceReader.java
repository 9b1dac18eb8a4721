package dev.cleanup.internal.context;

import dev.cleanup.reference.Owner;
import dev.cleanup.reference.ReferenceSink;
import dev.cleanup.reference.ReferenceSource;
import dev.cleanup.reference.ReferencesUnavailableException;
import dev.cleanup.report.Phase;
import dev.cleanup.report.ReferenceCounts;
import dev.cleanup.storage.FileKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads all sources to their end, or throws: there is no half of the references.
 *
 * <p>Once a read has failed, each further one fails alike: no task of this walk removes a file any more.
 */
public final class ReferenceReader {

    /** What a look does with the references. */
    public interface Look {
        /** A key is in use. */
        void names(FileKey key, Owner owner);

        /** A key is in use if it exists. */
        default void derives(FileKey key, Owner owner) {
            names(key, owner);
        }

        /** How many of the names so far had been named before, for who counts them. */
        default long duplicates() {
            return 0;
        }

        /** A value protects nobody knows what. */
        void unmappable(String value, Owner owner, String why);
    }

    private final List<ReferenceSource> sources;
    private final StopCondition halt;
    private final EventPublisher events;
    private List<ReferenceCounts> firstCounts = List.of();
    private Optional<ReferencesUnavailableException> lost = Optional.empty();

    public ReferenceReader(List<ReferenceSource> sources, StopCondition halt, EventPublisher events) {
        this.sources = sources;
        this.halt = halt;
        this.events = events;
    }

    /**
     * Shows every reference of every source to a look.
     *
     * @throws ReferencesUnavailableException if one of the reads failed
     * @throws StopCondition.HaltedException if the run must end
     */
    public List<ReferenceCounts> read(String task, Phase phase, Look look) {
        lost.ifPresent(fault -> {
            throw fault;
        });
        events.begin(task, phase, OptionalLong.empty());
        List<ReferenceCounts> counts = new ArrayList<>();
        long done = 0;
        for (ReferenceSource source : sources) {
            Counter counter = new Counter(task, phase, look, done);
            read(source, counter);
            counts.add(counter.counts(source.name()));
            done = counter.done;
        }
        events.progress(task, phase, done, OptionalLong.of(done));
        firstCounts = firstCounts.isEmpty() ? List.copyOf(counts) : firstCounts;
        return counts;
    }

    /** What the first complete read delivered; empty where there was none. */
    public List<ReferenceCounts> firstCounts() {
        return firstCounts;
    }

    private void read(ReferenceSource source, Counter counter) {
        try {
            source.read(counter);
            // a source that swallowed what stopped its sink has not been read to its end
            halt.check();
            counter.requireAll();
        } catch (StopCondition.HaltedException halted) {
            throw halted;
        } catch (ReferencesUnavailableException fault) {
            StopCondition.checkInterruption();
            throw lost(fault);
        } catch (Throwable fault) {
            StopCondition.checkInterruption();
            throw lost(new ReferencesUnavailableException(
                    source.name(), "Reading the references of " + source.name() + " failed: " + fault, fault));
        }
    }

    private ReferencesUnavailableException lost(ReferencesUnavailableException fault) {
        lost = Optional.of(fault);
        return fault;
    }

    private final class Counter implements ReferenceSink {
        private final String task;
        private final Phase phase;
        private final ProgressThrottle pulse = events.pulse();
        private final Look look;
        private final Thread reader = Thread.currentThread();
        private volatile boolean strayed;
        private long begun;
        private long finished;
        private long done;
        private long references;
        private long derived;
        private final long duplicatesBefore;
        private long none;
        private long unmappable;
        private long ignored;

        Counter(String task, Phase phase, Look look, long done) {
            this.task = task;
            this.phase = phase;
            this.look = look;
            this.done = done;
            this.duplicatesBefore = look.duplicates();
        }

        @Override
        public void reference(FileKey key, Owner owner) {
            begin();
            references++;
            look.names(key, owner);
            step();
        }

        @Override
        public void derived(FileKey key, Owner owner) {
            begin();
            derived++;
            look.derives(key, owner);
            finished++;
        }

        @Override
        public void none(Owner owner) {
            begin();
            none++;
            step();
        }

        @Override
        public void unmappable(String value, Owner owner, String why) {
            begin();
            unmappable++;
            look.unmappable(value, owner, why);
            step();
        }

        @Override
        public void ignored(String value, Owner owner) {
            begin();
            ignored++;
            step();
        }

        /** The looks are not for several threads: what two deliver at once could get lost. */
        private void begin() {
            if (Thread.currentThread() != reader) {
                strayed = true;
                throw new IllegalStateException("references must be delivered on the thread that reads them");
            }
            begun++;
        }

        /** Whatever the source hid, a delivery that did not get through shows. */
        void requireAll() {
            if (strayed || begun != finished) {
                throw new IllegalStateException(
                        "it ended as if complete, and not each of its references got through: it"
                                + " must deliver on the thread that reads, and let pass what its sink throws");
            }
        }

        private void step() {
            if (++done % EventPublisher.STEP == 0 || pulse.beats()) {
                halt.check();
                events.progress(task, phase, done, OptionalLong.empty());
            }
            finished++;
        }

        ReferenceCounts counts(String source) {
            long duplicates = look.duplicates() - duplicatesBefore;
            return new ReferenceCounts(source, references, derived, duplicates, none, unmappable, ignored);
        }
    }
}
