package dev.cleanup.jsonstore;

import dev.cleanup.history.HistoryRetention;
import dev.cleanup.history.RunHistory;
import dev.cleanup.storage.ByteSize;
import dev.cleanup.testkit.contract.RunHistoryContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class JsonLinesHistoryContractTest {

    @Nested
    class InOneFile extends Contract {
        InOneFile() {
            super(ByteSize.megabytes(1));
        }
    }

    /** Each run in a file of its own. */
    @Nested
    class Rotated extends Contract {
        Rotated() {
            super(new ByteSize(1));
        }
    }

    abstract static class Contract extends RunHistoryContract {

        private final ByteSize limit;

        @TempDir
        private Path folder;

        Contract(ByteSize limit) {
            this.limit = limit;
        }

        @Override
        protected RunHistory history(HistoryRetention retention) throws IOException {
            Path place = Files.createDirectories(folder.resolve("place"));
            return JsonLinesHistory.in(place.resolve("runs.jsonl"), retention).rotatedAt(limit);
        }

        @Override
        protected boolean breakPlace() throws IOException {
            Files.move(folder.resolve("place"), folder.resolve("moved"));
            return true;
        }
    }
}
