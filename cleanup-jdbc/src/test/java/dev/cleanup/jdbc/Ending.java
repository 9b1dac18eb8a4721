package dev.cleanup.jdbc;

import static dev.cleanup.policy.Policies.hasFiles;
import static dev.cleanup.policy.Policies.not;
import static dev.cleanup.policy.Policies.status;

import dev.cleanup.RecordTask;
import dev.cleanup.policy.ItemPolicy;

/** What becomes of the rows of due sessions, and where they are marked. */
enum Ending {
    DELETED("SELECT COUNT(*) FROM sessions WHERE id = %d") {
        @Override
        RecordTask of(RecordTask task) {
            return task.deletingRecords();
        }
    },
    WITH_A_STATUS("SELECT COUNT(*) FROM sessions WHERE id = %d AND status <> 'cleaned'") {
        @Override
        RecordTask of(RecordTask task) {
            return task.settingStatus("cleaned");
        }

        @Override
        ItemPolicy of(ItemPolicy policy) {
            return policy.and(not(status("cleaned")));
        }

        @Override
        JdbcRecords of(JdbcRecords records) {
            return records.markedIn("removing");
        }

        @Override
        boolean waitsForOthers() {
            return true;
        }
    },
    WITHOUT_FILES("SELECT COUNT(*) FROM sessions WHERE id = %d AND audio IS NOT NULL") {
        @Override
        RecordTask of(RecordTask task) {
            return task.clearingFileColumns();
        }

        @Override
        ItemPolicy of(ItemPolicy policy) {
            return policy.and(hasFiles());
        }
    },
    KEPT("SELECT COUNT(*) FROM sessions s WHERE id = %d AND NOT EXISTS"
            + " (SELECT 1 FROM cleanup_claims c WHERE c.kept_by <> '' AND c.owner_id = CAST(s.id AS CHAR(1)))") {
        @Override
        RecordTask of(RecordTask task) {
            return task.keepingRecords();
        }

        @Override
        boolean waitsForOthers() {
            return true;
        }
    },
    BY_OWN_STATEMENTS("SELECT COUNT(*) FROM sessions WHERE id = %d") {
        @Override
        RecordTask of(RecordTask task) {
            return task.executing(
                    "UPDATE sessions SET status = 'going' WHERE id = :id", "DELETE FROM sessions WHERE id = :id");
        }
    };

    private final String unsettled;

    Ending(String unsettled) {
        this.unsettled = unsettled;
    }

    abstract RecordTask of(RecordTask task);

    ItemPolicy of(ItemPolicy policy) {
        return policy;
    }

    JdbcRecords of(JdbcRecords records) {
        return records;
    }

    /** Whether a row that goes on naming its file is left while another row names that file as well. */
    boolean waitsForOthers() {
        return false;
    }

    /** Counts the row as long as it is not settled. */
    String unsettled(int id) {
        return String.format(unsettled, id);
    }
}
