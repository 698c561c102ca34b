/**
 * What a connector implements. An interface here has one to three methods; a connector that can do
 * more implements one more interface ({@code Supports...}), never a deeper one. What a source can
 * do beyond reading stands in {@code spi.source}, what a target can beyond writing in {@code
 * spi.sink}; how {@code init} begins a job file is {@code spi.drafting}.
 *
 * <p><b>Being found.</b> A jar lists what it brings under {@code META-INF/services}: a {@link
 * io.godwit.common.spi.SourceConnector}, {@link io.godwit.common.spi.SinkConnector}, {@link
 * io.godwit.common.spi.StepConnector}, {@link io.godwit.common.spi.LookupConnector} or {@link
 * io.godwit.common.spi.ConnectionKind}, each public and with a public constructor without
 * parameters that does nothing. Job files are read by the kinds of all of them: a kind is a public
 * record that implements an interface of {@link io.godwit.common.spec}, annotated as the records
 * there are. The keys of a job file, its schema, its reference page and its did-you-mean follow
 * from these records; a key that two connectors bring is refused.
 *
 * <p><b>Life.</b> A spec is a value: its constructor refuses what can never be right, without
 * looking at the world. {@code open} is the first to connect; what it has opened when it throws, it
 * has closed. What it returns is closed once, by whoever opened it, after the last call; closing
 * does not throw and does not wait for the world. A target and a step are opened once in a worker
 * and serve all its partitions, from several threads at once; a {@link
 * io.godwit.common.spi.SplitReader} is for one thread at a time. Threads are virtual: blocking
 * costs nothing, {@code synchronized} around a wait does, and an interrupt means that the caller
 * has given up, so a wait ends with it. How many are inside at once is bounded by the worker, by
 * what a step, a lookup or a target says that it needs ({@link
 * io.godwit.common.spi.SupportsBound}).
 *
 * <p><b>Writing.</b> A {@link io.godwit.common.spi.Target} is the system: connections, what bounds
 * them, and what is closed. It is opened with what the job names, and checks all of that which
 * needs no unit. A {@link io.godwit.common.spi.Sink} writes one unit; the target is asked for it
 * when the first batch of the unit comes, and answers the same sink for all units that go to one
 * table. It opens nothing that the target does not close. What it is given of each record is a
 * {@link io.godwit.common.model.Write}: all of its rows are written or none, and one answer says
 * what became of them. A connector that cannot promise that for several tables refuses them when
 * the target is opened, and then each write is one row ({@link
 * io.godwit.common.model.Write#only()}).
 *
 * <p><b>Three ways to end</b> are kept apart. What is the record's fault is in the return value,
 * one answer a record, and the same at every attempt. What may pass is thrown as {@link
 * io.godwit.common.model.failure.Trouble}, from anywhere; the caller repeats, for ever, so it is
 * never thrown for what a repeat cannot mend. What can never work is thrown as {@link
 * io.godwit.common.model.failure.Refused}, only while opening, checking or planning. Any other
 * exception is a bug of the connector and ends the role.
 *
 * <p><b>What is left behind.</b> A process may be killed at any moment, and what it did may be done
 * again by another: a batch, a split from its last position, a step. A sink must end as if a batch
 * had been written once, and never leave a part of a write; a source must answer the same records
 * at the same positions while its fingerprint stands; a step must say the same of the same record.
 * A step that makes something outside of the record puts a mark on it that says whose it is, and
 * takes it back where the record is refused ({@link io.godwit.common.spi.SupportsCompensation}).
 * Nothing else is remembered between processes, so no connector keeps files of its own.
 *
 * <p>{@code testkit} holds a contract suite for what is implemented here; a connector's test runs
 * it against the real thing.
 */
@NullMarked
package io.godwit.common.spi;

import org.jspecify.annotations.NullMarked;
