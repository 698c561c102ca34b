/**
 * The sweep: what refused records of a run have left in stores of objects is found by its mark and
 * taken away. A worker takes back what it can before it settles a refusal; what is left is what a
 * process put that was killed, or was suspended and put late.
 *
 * <p>{@link io.godwit.producer.sweep.RunEnds} says which records of a run have a row, by its
 * receipts; {@link io.godwit.producer.sweep.ObjectSweep} goes through a store. {@link
 * io.godwit.producer.sweep.SweepWork} does it as a task of the finish phase; {@link
 * io.godwit.producer.sweep.SweptRuns} knows the runs that were given up before they came to it.
 */
@NullMarked
package io.godwit.producer.sweep;

import org.jspecify.annotations.NullMarked;
