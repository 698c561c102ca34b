/**
 * The end-to-end benchmark: what the fleet needs for a job, beside the limit of the machine in the
 * same minutes.
 *
 * <p>{@link io.godwit.bench.BenchMain} starts the embedded servers and measures the cases one after
 * another ({@code LineitemCase}, {@code DocumentsCase}, {@code DemoCase}); {@code Report} prints
 * what came out. The roles are real processes with the options that the start script gives them;
 * {@code BenchProducer}, {@code BareDriver} and {@code MongoMemory} are mains of child processes.
 *
 * <p>CPU time is read from {@code /proc}, so this runs on Linux only. Absolute times mean little on
 * a machine that others use too, which is why every row has the limit beside it, the CPU seconds
 * that no neighbour changes much, and how much of the machine others took meanwhile.
 */
@NullMarked
package io.godwit.bench;

import org.jspecify.annotations.NullMarked;
