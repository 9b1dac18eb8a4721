package dev.cleanup.jsonstore.internal.claim;

import dev.cleanup.jsonstore.internal.file.FileVersion;
import dev.cleanup.jsonstore.internal.file.SidecarFiles;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * A version of the file in which a run judged entries that it marked: as long as it stands, it need not judge them again.
 *
 * @param run the id of the run
 * @param version the version
 * @param tokens the marks
 */
public record JudgedVersion(String run, FileVersion version, Set<String> tokens) {

    /** Nothing that would spare a second look: a change right after the judgement might not show. */
    static final Optional<JudgedVersion> NOTHING = Optional.empty();

    /** What was judged before the marks were written, if every change since would show. */
    static Optional<JudgedVersion> before(SidecarFiles siblings, String run, FileVersion version, Set<String> tokens) {
        try {
            return version.isOlderThan(FileVersion.of(siblings.marks()))
                    ? Optional.of(new JudgedVersion(run, version, Set.copyOf(tokens)))
                    : NOTHING;
        } catch (IOException unknown) {
            return NOTHING;
        }
    }

    boolean covers(SidecarFiles siblings, String by, Set<String> claimed) throws IOException {
        return run.equals(by) && tokens.containsAll(claimed) && version.equals(FileVersion.of(siblings.file()));
    }
}
