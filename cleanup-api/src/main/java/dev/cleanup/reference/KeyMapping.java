package dev.cleanup.reference;

import static java.util.Objects.requireNonNull;

import dev.cleanup.storage.FileKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a file column mean: how a value becomes the {@link FileKey} of the storage, and which other files
 * exist because of it.
 *
 * <p>The form is declared, never guessed: a value of any other form is reported as unmappable, and then nothing is
 * judged an orphan, since its file would look like one. Null and blank mean "no file". Immutable; each method returns a
 * copy.
 *
 * <pre>{@code
 * KeyMapping.strippingPrefix("/media/").deriving(key -> key.sibling(key.stem() + "_processed.mp3"))
 * }</pre>
 */
public final class KeyMapping {

    private static final String UNNAMED = "";

    private final KeyParser form;
    private final List<Named<UnaryOperator<FileKey>>> derivations;
    private final List<Named<Predicate<String>>> ignored;

    /** Code of the host's, and what a plan knows it by. */
    private record Named<T>(String name, T code) {}

    private KeyMapping(
            KeyParser form, List<Named<UnaryOperator<FileKey>>> derivations, List<Named<Predicate<String>>> ignored) {
        this.form = form;
        this.derivations = derivations;
        this.ignored = ignored;
    }

    private KeyMapping(KeyParser form) {
        this(form, List.of(), List.of());
    }

    /**
     * Values are keys: paths relative to the storage's root, separated by {@code /}.
     *
     * @return the mapping
     */
    public static KeyMapping relativePaths() {
        return new KeyMapping(new KeyParser.RelativePath());
    }

    /**
     * Values are names of files that lie directly in one folder of the storage; a value with a {@code /} is unmappable.
     *
     * @param folder the folder, relative to the storage's root; empty for the root itself
     * @return the mapping
     */
    public static KeyMapping baseNamesIn(String folder) {
        return new KeyMapping(new KeyParser.BaseName(KeyParser.folder("folder", folder)));
    }

    /**
     * Values are names of files that lie directly in the storage's root; a value with a {@code /} is unmappable.
     *
     * @return the mapping
     */
    public static KeyMapping baseNames() {
        return baseNamesIn("");
    }

    /**
     * Only the last segment of each value counts: the files lie directly in the storage's root, whatever folders the
     * values name. Both {@code /} and {@code \} separate.
     *
     * @return the mapping
     */
    public static KeyMapping lastSegments() {
        return new KeyMapping(new KeyParser.LastSegment());
    }

    /**
     * Values are absolute paths of files below one directory; a value elsewhere is unmappable.
     *
     * @param root the directory as the values spell it, which is the storage's root
     * @return the mapping
     * @throws IllegalArgumentException if the root does not begin with {@code /}
     */
    public static KeyMapping absolutePathsUnder(String root) {
        if (!requireNonNull(root, "root").startsWith("/")) {
            throw new IllegalArgumentException("root (" + root + ") must be absolute, such as /srv/uploads");
        }
        return strippingPrefix(root.endsWith("/") ? root : root + "/");
    }

    /**
     * Values begin with a prefix, and what follows it is the key; a value without the prefix is unmappable.
     *
     * @param prefix the text to strip, such as {@code /media/}
     * @return the mapping
     * @throws IllegalArgumentException if the prefix is empty
     */
    public static KeyMapping strippingPrefix(String prefix) {
        if (requireNonNull(prefix, "prefix").isEmpty()) {
            throw new IllegalArgumentException("prefix () must not be empty: use relativePaths()");
        }
        return new KeyMapping(new KeyParser.Prefixed(prefix));
    }

    /**
     * Values are URLs below one base; what follows it, percent-decoded as UTF-8, is the key. A URL of another host,
     * scheme or path is unmappable, as is one with a query or fragment.
     *
     * @param base the URL of the storage's root, such as {@code https://cdn.example.org/files/}
     * @return the mapping
     * @throws IllegalArgumentException if the base has no scheme or no host
     */
    public static KeyMapping urlsUnder(String base) {
        return new KeyMapping(KeyParser.Url.under(requireNonNull(base, "base")));
    }

    /**
     * Adds a file that exists because of the named one, such as a thumbnail: it is protected, and removed, with it.
     *
     * <p>Code has no text: a stored plan does not notice that this derivation changed. Name it to have that noticed.
     *
     * @param derivation the other file's key from the named one's
     * @return a copy of this mapping with one derivation more
     */
    public KeyMapping deriving(UnaryOperator<FileKey> derivation) {
        return deriving(UNNAMED, derivation);
    }

    /**
     * Adds a file that exists because of the named one, under a name for the derivation: a stored plan is applied only where
     * the names are the same. Change the name with the code.
     *
     * @param name names the derivation, such as {@code thumbnail-v2}
     * @param derivation the other file's key from the named one's
     * @return a copy of this mapping with one derivation more
     */
    public KeyMapping deriving(String name, UnaryOperator<FileKey> derivation) {
        return new KeyMapping(form, plus(derivations, name, requireNonNull(derivation, "derivation")), ignored);
    }

    /**
     * Declares values that mean no file of this storage, so that they stop nothing. A value that is a valid key is never
     * ignored.
     *
     * @param values the values, letter by letter
     * @return a copy of this mapping that ignores them, too
     */
    public KeyMapping ignoring(String... values) {
        Set<String> all = Set.of(values);
        return ignoring("values " + quoted(new TreeSet<>(all)), all::contains);
    }

    /**
     * Declares values that mean no file of this storage, so that they stop nothing. A value that is a valid key is never
     * ignored.
     *
     * <p>Code has no text: a stored plan does not notice that this predicate changed. Name it to have that noticed.
     *
     * @param values accepts the values to ignore
     * @return a copy of this mapping that ignores them, too
     */
    public KeyMapping ignoring(Predicate<String> values) {
        return ignoring(UNNAMED, values);
    }

    /**
     * Declares values that mean no file of this storage, under a name for the predicate: a stored plan is applied only where
     * the names are the same. Change the name with the code.
     *
     * @param name names the predicate, such as {@code placeholders-v2}
     * @param values accepts the values to ignore
     * @return a copy of this mapping that ignores them, too
     */
    public KeyMapping ignoring(String name, Predicate<String> values) {
        return new KeyMapping(form, derivations, plus(ignored, name, requireNonNull(values, "values")));
    }

    /**
     * Delivers what one value means.
     *
     * @param value what stands in the column; null and blank mean "no file"
     * @param owner whose value it is
     * @param sink takes exactly one of reference, none, unmappable and ignored, and the derived keys of a reference
     */
    public void deliver(@Nullable String value, Owner owner, ReferenceSink sink) {
        if (value == null || value.isBlank()) {
            sink.none(owner);
            return;
        }
        FileKey key;
        List<FileKey> derived;
        try {
            key = form.keyOf(value);
            derived = derivedFrom(key);
        } catch (RuntimeException notMappable) {
            deliverUnmappable(value, owner, String.valueOf(notMappable.getMessage()), sink);
            return;
        }
        sink.reference(key, owner);
        for (FileKey other : derived) {
            sink.derived(other, owner);
        }
    }

    private List<FileKey> derivedFrom(FileKey key) {
        if (derivations.isEmpty()) {
            return List.of();
        }
        List<FileKey> derived = new ArrayList<>();
        for (Named<UnaryOperator<FileKey>> derivation : derivations) {
            derived.add(requireNonNull(derivation.code().apply(key), () -> "a derivation of " + key + " gave null"));
        }
        return derived;
    }

    private void deliverUnmappable(String value, Owner owner, String why, ReferenceSink sink) {
        if (ignored.stream().anyMatch(values -> values.code().test(value))) {
            sink.ignored(value, owner);
        } else {
            sink.unmappable(value, owner, why);
        }
    }

    private static <T> List<Named<T>> plus(List<Named<T>> list, String name, T code) {
        List<Named<T>> more = new ArrayList<>(list);
        more.add(new Named<>(requireNonNull(name, "name"), code));
        return List.copyOf(more);
    }

    /**
     * Returns all that decides what values mean, for the {@linkplain ReferenceSource#configuration() configuration} of a source:
     * the form, the names of derivations, and ignored values.
     *
     * @return the text, the same in every process
     */
    public String configuration() {
        return quoted(List.of(form.getClass().getSimpleName(), form.toString()))
                + " deriving " + quoted(names(derivations))
                + " ignoring " + quoted(names(ignored));
    }

    private static <T> List<String> names(List<Named<T>> code) {
        return code.stream().map(Named::name).toList();
    }

    /** Each with its length, so that no two lists read alike. */
    private static String quoted(Collection<String> texts) {
        return texts.stream().map(text -> text.length() + ":" + text).toList().toString();
    }

    /**
     * Says in words what form the values have.
     *
     * @return one phrase, such as {@code paths relative to the root}
     */
    @Override
    public String toString() {
        return form.toString();
    }
}
