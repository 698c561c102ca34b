/**
 * Runs of a whole fleet under faults that a seed deals: each seed moves the same rows from one kind
 * of source to one kind of target, restarts every process once and lets the world do its worst
 * meanwhile. Start at {@link io.godwit.examples.faults.DealtFaults}; {@code -Dseeds=500} runs more
 * of them, {@code -Dseed=17} one again.
 */
@NullMarked
package io.godwit.examples.faults;

import org.jspecify.annotations.NullMarked;
