package dev.cleanup.jsonstore.internal.codec;

import dev.cleanup.report.CleanupPlan;
import java.util.Optional;

/** A plan as a file has it, with the signature beside it. */
public record StoredPlan(CleanupPlan plan, Optional<String> signature) {}
