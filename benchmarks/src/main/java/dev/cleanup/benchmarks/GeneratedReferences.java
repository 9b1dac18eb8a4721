package dev.cleanup.benchmarks;

import dev.cleanup.reference.Owner;
import dev.cleanup.reference.ReferenceSink;
import dev.cleanup.reference.ReferenceSource;
import dev.cleanup.storage.FileKey;

/**
 * References that are made up while they are read, so that no database is measured: to all files but each hundredth.
 *
 * @param count how many
 */
record GeneratedReferences(int count) implements ReferenceSource {

    private static final int ORPHANS_IN = 100;

    /** Takes the number of references, and only makes them up. */
    public static void main(String[] args) throws Exception {
        int count = Integer.parseInt(args[0]);
        Rounds.play(() -> {
            long characters = 0;
            for (int number = 0; number < count; number++) {
                characters += name(number).length();
            }
            return new Finding.Count(characters > 0 ? 0 : 1);
        });
    }

    /** What the reference of that number names. */
    static String name(int number) {
        return Tree.path(number + number / (ORPHANS_IN - 1) + 1);
    }

    @Override
    public String name() {
        return "generated";
    }

    @Override
    public void read(ReferenceSink sink) {
        for (int number = 0; number < count; number++) {
            sink.reference(FileKey.of(name(number)), new Owner("generated", Integer.toString(number)));
        }
    }
}
