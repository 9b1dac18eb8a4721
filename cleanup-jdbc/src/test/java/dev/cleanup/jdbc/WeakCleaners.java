package dev.cleanup.jdbc;

/**
 * Cleaners that many would write, each with one weakness, and {@link #right} without any: the harness must be able to
 * show a loss. The row is deleted, committed, and then its file.
 */
final class WeakCleaners {

    private static final String LOCK =
            "SELECT id FROM images WHERE id = 1 AND expires_at < '2026-01-02 00:00:00' FOR UPDATE";
    private static final String LOOK = "SELECT id FROM images WHERE id = 1 AND expires_at < '2026-01-02 00:00:00'";
    private static final String USE = "SELECT id FROM tasks WHERE status = 'pending' AND image = 1";
    private static final String DELETE = "DELETE FROM images WHERE id = 1";

    private final Gallery gallery;

    WeakCleaners(Gallery gallery) {
        this.gallery = gallery;
    }

    /** Locks the row, looks for uses in a second statement, deletes and commits. */
    Session.Script right(int level) {
        return session -> {
            try (Acting cleaner = Acting.transaction(session, gallery.source(), level)) {
                if (cleaner.finds(LOCK) && !cleaner.finds(USE)) {
                    cleaner.changes(DELETE);
                    cleaner.commit();
                    remove(session);
                }
            }
        };
    }

    /** Has the snapshot of its transaction before it has the lock. */
    Session.Script readingFirst(int level) {
        return session -> {
            try (Acting cleaner = Acting.transaction(session, gallery.source(), level)) {
                if (cleaner.finds(LOOK) && cleaner.finds(LOCK) && !cleaner.finds(USE)) {
                    cleaner.changes(DELETE);
                    cleaner.commit();
                    remove(session);
                }
            }
        };
    }

    /** Trusts one statement to do it all. */
    Session.Script inOneStatement(int level) {
        return session -> {
            try (Acting cleaner = Acting.transaction(session, gallery.source(), level)) {
                boolean deleted = cleaner.changes(DELETE + " AND NOT EXISTS (" + USE + ")");
                cleaner.commit();
                if (deleted) {
                    remove(session);
                }
            }
        };
    }

    /** Looks for uses, then locks. */
    Session.Script checkingBeforeTheLock(int level) {
        return session -> {
            try (Acting cleaner = Acting.transaction(session, gallery.source(), level)) {
                if (!cleaner.finds(USE) && cleaner.finds(LOCK)) {
                    cleaner.changes(DELETE);
                    cleaner.commit();
                    remove(session);
                }
            }
        };
    }

    /** Its lock ends with the statement. */
    Session.Script autoCommitting() {
        return session -> {
            try (Acting cleaner = Acting.autoCommitting(session, gallery.source())) {
                if (cleaner.finds(LOCK) && !cleaner.finds(USE)) {
                    cleaner.changes(DELETE);
                    remove(session);
                }
            }
        };
    }

    /** Judges what it has read before it had the lock. */
    Session.Script notJudgingAgain(int level) {
        return session -> {
            try (Acting cleaner = Acting.transaction(session, gallery.source(), level)) {
                if (cleaner.finds(LOOK) && cleaner.finds("SELECT id FROM images WHERE id = 1 FOR UPDATE")) {
                    cleaner.changes(DELETE);
                    cleaner.commit();
                    remove(session);
                }
            }
        };
    }

    /** Removes the file before it knows that the deletion is committed. */
    Session.Script removingBeforeTheCommit(int level) {
        return session -> {
            try (Acting cleaner = Acting.transaction(session, gallery.source(), level)) {
                if (!cleaner.finds(USE)) {
                    remove(session);
                    cleaner.changes(DELETE);
                    cleaner.commit();
                }
            }
        };
    }

    /** Asks nobody, but deletes only what nothing points to. */
    Session.Script trustingTheForeignKey() {
        return session -> {
            try (Acting cleaner = Acting.transaction(session, gallery.source())) {
                if (cleaner.changes(DELETE)) {
                    cleaner.commit();
                    remove(session);
                }
            }
        };
    }

    private void remove(Session session) throws InterruptedException {
        session.before("remove the file");
        gallery.storage().delete(Gallery.FILE);
    }
}
