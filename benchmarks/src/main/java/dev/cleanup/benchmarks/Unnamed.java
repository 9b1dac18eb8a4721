package dev.cleanup.benchmarks;

import java.io.IOException;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * Files that no database names, as in a cache; what references there are is made up by the contestants.
 *
 * @param tree the files
 * @param references how many references are made up
 */
record Unnamed(Tree tree, int references) implements World {

    @Override
    public int files() {
        return tree.files();
    }

    @Override
    public void build() throws IOException {
        tree.build();
    }

    @Override
    public void restore() throws IOException {
        tree.make(IntStream.range(0, files()));
    }

    @Override
    public String left() throws IOException {
        BitSet left = tree.numbers();
        return left.cardinality() + " files, of hash " + left.hashCode();
    }

    @Override
    public void close() throws IOException {
        tree.delete();
    }
}
