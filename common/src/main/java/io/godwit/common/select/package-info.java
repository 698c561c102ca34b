/**
 * What of a source is moved, and in which order, whatever kind of source it is: {@link
 * io.godwit.common.select.SelectedSource} stands around one and does what {@link
 * io.godwit.common.spec.ChosenSource} says.
 *
 * <p>The books still balance against a count that is not the reader's. A limit ends the plan: the
 * splits behind it are none of the run, and what the last split before it has was counted by the
 * source. What a sample leaves out is read, counted and dropped.
 */
@NullMarked
package io.godwit.common.select;

import org.jspecify.annotations.NullMarked;
