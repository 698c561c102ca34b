/**
 * The aggregator: one process that counts a job's receipts and writes the report of each run.
 *
 * <p>{@link io.godwit.aggregator.AggregatorRole} is the process. It starts the counting ({@code
 * topology}), watches the job's current run (in {@code io.godwit.common.run}) and, once that is
 * settled, has its report written ({@code report}). The three know nothing of each other's insides:
 * counting tells the rest through the totals topic alone, so that a status command sees what the
 * report sees.
 */
@NullMarked
package io.godwit.aggregator;

import org.jspecify.annotations.NullMarked;
