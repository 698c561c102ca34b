/**
 * The report of a run: lists of its records, {@code report.json} and {@code report.html}, written
 * from topics alone.
 *
 * <p>{@link io.godwit.aggregator.report.Reporter} is the door. It has the lists written ({@code
 * ResultFiles}), which reads every receipt and dead letter of the run once, in constant memory, and
 * yields {@code ListEvidence}; a {@link io.godwit.aggregator.report.RunReport} is made of the run's
 * view and that evidence; {@code HtmlReport} shows it. Nothing in a report depends on who wrote it
 * or when: a second aggregator makes the same bytes, which is how a report can be checked.
 */
@NullMarked
package io.godwit.aggregator.report;

import org.jspecify.annotations.NullMarked;
