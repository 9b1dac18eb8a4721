package dev.cleanup.benchmarks;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A JSON file of tokens, one in ten of which has expired, beside a folder of a few files that none of them names.
 *
 * @param tree the few files
 * @param json the file of the tokens
 * @param files how many tokens there are
 */
record Tokens(Tree tree, Path json, int files) implements World {

    private static final int DUE_IN = 10;
    private static final Pattern ID = Pattern.compile("\"token-(\\d+)\"");

    @Override
    public int references() {
        return 0;
    }

    @Override
    public void build() throws IOException {
        tree.build();
        restore();
    }

    @Override
    public void restore() throws IOException {
        Files.writeString(
                json, IntStream.range(0, files).mapToObj(Tokens::token).collect(joining(",\n  ", "{\n  ", "\n}\n")));
    }

    private static String token(int number) {
        return "\"token-" + number + "\": {\"user\": \"user-" + number + "@example.org\", \"used\": false,"
                + " \"created_at\": \"2026-01-01T00:00:00Z\", \"expires_at\": \""
                + (number % DUE_IN == 0 ? "2026-01-02" : "2999-01-01")
                + "T00:00:00Z\", \"scopes\": [\"read\", \"write\"]}";
    }

    @Override
    public String left() throws IOException {
        BitSet left = new BitSet(files);
        Matcher ids = ID.matcher(Files.readString(json));
        while (ids.find()) {
            left.set(Integer.parseInt(ids.group(1)));
        }
        return left.cardinality() + " tokens, of hash " + left.hashCode();
    }

    @Override
    public void close() throws IOException {
        tree.delete();
    }
}
