/**
 * What holds a run of which too much fails. Every worker of a job that has a {@link
 * io.godwit.common.spec.FailureBudget} follows the receipts of all of them, and whoever sees first
 * that the budget is spent lays a pause down in the control topic, which every role obeys. No
 * aggregator is needed for it, and no worker is the one that must not die.
 *
 * <p>What was in hand when the run is held is settled: so much may fail beyond the budget.
 */
@NullMarked
package io.godwit.worker.budget;

import org.jspecify.annotations.NullMarked;
