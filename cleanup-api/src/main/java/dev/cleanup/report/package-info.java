/**
 * What a run would do, does, and did: plans, progress and reports.
 *
 * <p>For hosts: start with {@link dev.cleanup.report.CleanupPlan} and {@link dev.cleanup.report.CleanupReport}; follow a
 * run with {@link dev.cleanup.report.CleanupListener}.
 */
@NullMarked
package dev.cleanup.report;

import org.jspecify.annotations.NullMarked;
