package dev.cleanup.jdbc;

/** What a host may do with the image while a cleaner is at work on it. */
final class Hosts {

    private static final String TASK = "INSERT INTO tasks (id, status, image) VALUES (1, 'pending', 1)";
    private static final String COVER = "INSERT INTO covers (id, path) VALUES (1, '" + Gallery.FILE + "')";
    private static final String UNMARKED = " AND removing IS NULL";

    private Hosts() {}

    /** Locks the image, if it is there, and begins a task with it. */
    static Session.Script lockingFirst(Gallery gallery) {
        return lockingFirst(gallery, "", TASK);
    }

    /** Locks the image, if it is there and not marked, and begins a task with it. */
    static Session.Script honouringTheMark(Gallery gallery) {
        return lockingFirst(gallery, UNMARKED, TASK);
    }

    /** Locks the image, if it is there, and takes its file for a cover. */
    static Session.Script coveringWithIt(Gallery gallery) {
        return lockingFirst(gallery, "", COVER);
    }

    /** Locks the image, if it is there and not marked, and takes its file for a cover. */
    static Session.Script coveringUnlessMarked(Gallery gallery) {
        return lockingFirst(gallery, UNMARKED, COVER);
    }

    private static Session.Script lockingFirst(Gallery gallery, String condition, String use) {
        return session -> {
            try (Acting host = Acting.transaction(session, gallery.source())) {
                if (host.finds("SELECT id FROM images WHERE id = 1" + condition + " FOR UPDATE") && host.changes(use)) {
                    host.commit();
                    gallery.use();
                }
            }
        };
    }

    /** Begins a task without a look at the image. */
    static Session.Script careless(Gallery gallery) {
        return session -> {
            try (Acting host = Acting.transaction(session, gallery.source())) {
                host.changes(TASK);
                host.commit();
                gallery.use();
            }
        };
    }

    /** Lets the image expire later. */
    static Session.Script renewing(Gallery gallery) {
        return renewing(gallery, "");
    }

    /** Lets the image expire later, unless it is marked. */
    static Session.Script renewingUnlessMarked(Gallery gallery) {
        return renewing(gallery, UNMARKED);
    }

    private static Session.Script renewing(Gallery gallery, String condition) {
        return session -> {
            try (Acting host = Acting.transaction(session, gallery.source())) {
                if (host.changes("UPDATE images SET expires_at = '2027-01-01 00:00:00' WHERE id = 1" + condition)) {
                    host.commit();
                    gallery.use();
                }
            }
        };
    }
}
