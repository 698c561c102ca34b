/**
 * The end-to-end benchmark: what the fleet needs for a job, beside the limit of the machine in the
 * same minutes.
 *
 * <p>{@link io.godwit.bench.BenchMain} starts the embedded servers and measures the cases one after
 * another, each a class ({@code LineitemCase}, {@code DocumentsCase}, {@code DemoCase}) over files
 * of {@link io.godwit.bench.data}; {@code Results} prints what came out. The processes that are
 * measured, and what is read of them, are in {@link io.godwit.bench.fleet}.
 *
 * <p>Absolute times mean little on a machine that others use too, which is why every row has the
 * limit beside it, the CPU seconds that no neighbour changes much, and how much of the machine
 * others took meanwhile.
 */
@NullMarked
package io.godwit.bench;

import org.jspecify.annotations.NullMarked;
