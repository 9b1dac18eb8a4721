/**
 * Builds the reports of tasks and of the quarantine.
 *
 * <p>Start with {@link dev.cleanup.internal.report.TaskReportBuilder}.
 */
@NullMarked
package dev.cleanup.internal.report;

import org.jspecify.annotations.NullMarked;
