package dev.cleanup.jsonstore;

import static java.util.Objects.requireNonNull;

import dev.cleanup.jsonstore.internal.codec.PlanCodec;
import dev.cleanup.jsonstore.internal.codec.PlanSignature;
import dev.cleanup.jsonstore.internal.codec.StoredPlan;
import dev.cleanup.jsonstore.internal.file.DocumentFile;
import dev.cleanup.report.CleanupPlan;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * Plans as JSON files: written by one process, read by people, applied by another process.
 *
 * <p>A plan read back equals the one that was written. Field names are stable; the format, {@code cleanup-plan/1}, is
 * described in {@code docs/plan-format.md}. A file is taken whole or not at all: a plan from which something is missing,
 * or to which something was added that nobody understands, is no plan. Safe for use by several threads and processes.
 *
 * <pre>{@code
 * JsonPlans.write(cleanup.plan(), file);
 * // later, perhaps in another process
 * cleanup.apply(JsonPlans.read(file).approvedBy("kim"));
 * }</pre>
 */
public final class JsonPlans {

    /** About half a million items; a mistaken file does not fill the memory. */
    private static final long LIMIT = 256L * 1024 * 1024;

    private static final DocumentFile<CleanupPlan> FILE = file(LIMIT);

    private JsonPlans() {}

    static DocumentFile<CleanupPlan> file(long limit) {
        return new DocumentFile<>(PlanCodec.FORMAT, limit, words(plan -> plan));
    }

    private static <T> DocumentFile.Words<T> words(Function<T, CleanupPlan> plan) {
        return new DocumentFile.Words<>(
                of -> "plan " + plan.apply(of).id() + " of " + plan.apply(of).cleanup(),
                "It cannot be approved or applied later from there, and what was there before is unchanged."
                        + " Name a file in a directory that exists and can be written to, or write it again.",
                PlanUnreadableException::new);
    }

    /**
     * Returns what writes and reads plans that a key of the host's signs: HMAC-SHA-256. Without a key, {@link #read} takes any
     * plan, signed or not, as the file has it.
     *
     * @param key the key, 32 bytes at least; it is copied, and shown in no text
     * @return the signed plans of that key
     * @throws IllegalArgumentException if the key is shorter
     */
    public static SignedPlans signedWith(byte[] key) {
        return new SignedPlans(
                new DocumentFile<>(PlanCodec.SIGNED, LIMIT, words(StoredPlan::plan)),
                new PlanSignature(requireNonNull(key, "key")));
    }

    /**
     * Writes a plan, in place of the one that was in the file before.
     *
     * <p>At any instant the file holds the whole old plan or the whole new one, also after a crash. Only its owner can read
     * it where the file system has POSIX permissions.
     *
     * @param plan what to write
     * @param file where; its directory exists, and the place is free or taken by a regular file, not by a link
     * @throws java.io.UncheckedIOException if it cannot be written, or would take more than the 256 MiB that
     *     {@link #read} takes; the file is then what it was before
     */
    public static void write(CleanupPlan plan, Path file) {
        FILE.write(requireNonNull(plan, "plan"), requireNonNull(file, "file"));
    }

    /**
     * Reads a plan.
     *
     * @param file where it was written
     * @return a plan that equals the one that was written
     * @throws PlanUnreadableException if the file is missing or cannot be read, is larger than 256 MiB, is of another format
     *     or is in any way not what {@link #write} writes; the message says where and what
     */
    public static CleanupPlan read(Path file) {
        return FILE.read(requireNonNull(file, "file"));
    }

    /**
     * A plan as text in the same format, for standard output or a request.
     *
     * @param plan the plan
     * @return indented JSON, ending with a line break
     */
    public static String toJson(CleanupPlan plan) {
        return PlanCodec.FORMAT.toText(requireNonNull(plan, "plan"));
    }
}
