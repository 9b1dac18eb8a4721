package dev.cleanup.testkit.fake;

import dev.cleanup.fact.Fact;
import dev.cleanup.record.RecordSource;
import dev.cleanup.storage.FileKey;
import dev.cleanup.testkit.TestFacts;
import dev.cleanup.testkit.contract.RecordSourceContract;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Tag;

@Tag("fast")
public class InMemoryRecordsContractTest extends RecordSourceContract {

    private final InMemoryRecords records = InMemoryRecords.named("sessions")
            .providing(Fact.STATUS, Fact.time("created"))
            .sharedWithOtherRuns();

    @Override
    protected RecordSource records() {
        return records;
    }

    @Override
    protected void insert(String id, Instant created, FileKey file) {
        records.add(TestFacts.aRecord().id(id).time("created", created).files(file.path()));
    }

    @Override
    protected void recreate(String id, Instant created) {
        records.update(id, record -> record.time("created", created));
    }

    @Override
    protected void delete(String id) {
        records.delete(id);
    }

    @Override
    protected boolean exists(String id) {
        return records.ids().contains(id);
    }

    @Override
    protected Optional<String> statusOf(String id) {
        return records.status(id);
    }

    @Override
    protected boolean insertUnreadable(String id) {
        records.add(TestFacts.aRecord().id(id));
        records.failRow(id);
        return true;
    }

    @Override
    protected boolean breakReads() {
        records.failFind(1);
        return true;
    }

    @Override
    protected boolean pointTo(String id, FileKey file) {
        records.update(id, record -> record.files(file.path()));
        return true;
    }

    /** The fake is a database, rather than a source of one. */
    @Override
    protected Optional<RecordSource> reopened() {
        return Optional.of(records);
    }
}
