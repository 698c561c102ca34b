/**
 * What is known of a run: the plan, the progress of its splits and the aggregator's totals, put
 * together. Everything that shows a run (terminal, report, status) shows a {@link
 * io.godwit.aggregator.view.RunView}, so they cannot disagree.
 */
@NullMarked
package io.godwit.aggregator.view;

import org.jspecify.annotations.NullMarked;
