package dev.cleanup.jsonstore;

import static java.util.Objects.requireNonNull;

import dev.cleanup.jsonstore.internal.codec.PlanCodec;
import dev.cleanup.jsonstore.internal.codec.PlanSignature;
import dev.cleanup.jsonstore.internal.codec.StoredPlan;
import dev.cleanup.jsonstore.internal.file.DocumentFile;
import dev.cleanup.report.CleanupPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Plans as JSON files that a key of the host's signs, made by {@link JsonPlans#signedWith}.
 *
 * <p>A plan that was edited, signed with another key or not signed is refused. The signature covers the approval: approve with
 * {@code plan.approvedBy(..)} and write the plan again with the same key. Whoever has the key can sign any plan. Immutable and
 * safe for use by several threads and processes.
 */
public final class SignedPlans {

    private final DocumentFile<StoredPlan> files;
    private final PlanSignature signature;

    SignedPlans(DocumentFile<StoredPlan> files, PlanSignature signature) {
        this.files = files;
        this.signature = signature;
    }

    /**
     * Writes a signed plan, as {@link JsonPlans#write} does.
     *
     * @param plan what to write
     * @param file where
     * @throws UncheckedIOException if it cannot be written
     */
    public void write(CleanupPlan plan, Path file) {
        files.write(signed(requireNonNull(plan, "plan")), requireNonNull(file, "file"));
    }

    /**
     * Reads a signed plan.
     *
     * @param file where it was written
     * @return a plan that equals the one that was written
     * @throws PlanUnreadableException if the file holds no plan, as {@link JsonPlans#read} has it, or one that this key did
     *     not sign
     */
    public CleanupPlan read(Path file) {
        StoredPlan stored = files.read(requireNonNull(file, "file"));
        String found = stored.signature()
                .orElseThrow(() -> new PlanUnreadableException(
                        file,
                        "it is not signed, and only plans that are signed with the host's key are read here",
                        null));
        try {
            if (!signature.isOf(stored.plan(), found)) {
                throw new PlanUnreadableException(
                        file,
                        "its signature is not that of the host's key: it was edited or signed with another key",
                        null);
            }
        } catch (IOException fault) {
            throw new PlanUnreadableException(file, "its signature cannot be checked: " + fault, fault);
        }
        return stored.plan();
    }

    /**
     * Returns a signed plan as text in the same format.
     *
     * @param plan the plan
     * @return indented JSON, ending with a line break
     */
    public String toJson(CleanupPlan plan) {
        return PlanCodec.SIGNED.toText(signed(requireNonNull(plan, "plan")));
    }

    private StoredPlan signed(CleanupPlan plan) {
        try {
            return new StoredPlan(plan, Optional.of(signature.of(plan)));
        } catch (IOException fault) {
            throw new UncheckedIOException("plan " + plan.id() + " cannot be signed: " + fault, fault);
        }
    }
}
