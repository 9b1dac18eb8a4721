package dev.cleanup.internal.config;

import dev.cleanup.policy.Quota;
import dev.cleanup.policy.Selection;
import dev.cleanup.storage.Archive;
import java.time.Duration;
import java.util.Optional;

/** How the files of a task go. */
public sealed interface FileDisposition {

    /** They are deleted, and with them every way back. */
    record Delete() implements FileDisposition {
        @Override
        public String description() {
            return "files are deleted for good";
        }
    }

    /**
     * They are set aside, and deleted later.
     *
     * @param life how long they can be put back
     */
    record SetAside(Duration life) implements FileDisposition {
        @Override
        public String description() {
            return "files are set aside and can be put back for " + life;
        }
    }

    /**
     * They are deleted once a verified copy lies in an archive.
     *
     * @param archive takes the copies
     */
    record ToArchive(Archive archive) implements FileDisposition {
        @Override
        public String description() {
            return "files are deleted once a copy of each lies in " + archive.id();
        }
    }

    /** In words that a plan is bound to, and that plan and report show. */
    String description();

    /** What a task asks for; else what its cleanup does, which leaves quotas out: they are there to make room now. */
    static FileDisposition of(Optional<FileDisposition> own, Optional<Duration> life, Optional<Selection> selection) {
        return own.or(() -> life.filter(
                                any -> selection.filter(Quota.class::isInstance).isEmpty())
                        .map(SetAside::new))
                .orElseGet(Delete::new);
    }
}
