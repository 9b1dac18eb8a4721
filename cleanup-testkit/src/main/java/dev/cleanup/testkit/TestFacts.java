package dev.cleanup.testkit;

/**
 * The words in which tests sketch files and records, to be imported statically. Stateless.
 *
 * <p>A policy is a pure function of facts: {@link CleanupAssertions} tests it with sketches alone, without a storage, a
 * database or a clock.
 */
public final class TestFacts {

    private TestFacts() {}

    /**
     * A stored file: called {@code file}, empty, stored a moment ago, named by no reference.
     *
     * @return the sketch
     */
    public static TestFile aFile() {
        return TestFile.plain();
    }

    /**
     * A record: called {@code records#1}, of which no other fact is provided.
     *
     * @return the sketch
     */
    public static TestRecord aRecord() {
        return TestRecord.plain();
    }
}
