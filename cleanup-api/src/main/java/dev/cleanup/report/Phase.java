package dev.cleanup.report;

/** A stretch of a run's way, in the order in which a task walks through them. */
public enum Phase {
    /** References are read for the judgement. */
    READING_REFERENCES,
    /** Stored files are listed. */
    LISTING,
    /** Records are sought. */
    FINDING_RECORDS,
    /** Candidates are looked up and judged. */
    LOOKING_UP,
    /** Records are locked, judged again and marked. */
    CLAIMING,
    /** All references are read once more, and what they name is struck. */
    SECOND_LOOK,
    /** Files are removed. */
    REMOVING,
    /** Records are brought into their end state. */
    SETTLING;

    /**
     * What goes on, in words for people.
     *
     * @return the words, such as {@code reading references}
     */
    public String words() {
        return switch (this) {
            case READING_REFERENCES -> "reading references";
            case LISTING -> "listing files";
            case FINDING_RECORDS -> "finding records";
            case LOOKING_UP -> "looking at candidates";
            case CLAIMING -> "claiming records";
            case SECOND_LOOK -> "reading references once more";
            case REMOVING -> "removing files";
            case SETTLING -> "removing files and settling records";
        };
    }
}
