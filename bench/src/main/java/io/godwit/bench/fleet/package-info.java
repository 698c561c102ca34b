/**
 * The processes that a case measures, and what is read of them: the roles with the options that the
 * start script gives them ({@link io.godwit.bench.fleet.BenchFleet}), a command as a user types it
 * ({@link io.godwit.bench.fleet.CommandedRun}), CPU time and memory. {@link
 * io.godwit.bench.fleet.BenchProducer} and {@link io.godwit.bench.fleet.MongoMemory} are mains of
 * child processes.
 *
 * <p>CPU time is read from {@code /proc}, so this runs on Linux only.
 */
@NullMarked
package io.godwit.bench.fleet;

import org.jspecify.annotations.NullMarked;
