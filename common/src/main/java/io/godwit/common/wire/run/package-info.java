/**
 * What is told of a run, on Kafka and for people too, as JSON: whose job it is ({@link
 * io.godwit.common.wire.run.JobEntry}), its plan ({@link io.godwit.common.wire.run.RunPlan}), how
 * far its splits and tasks are ({@link io.godwit.common.wire.run.SplitMessages}), what an operator
 * has decided ({@link io.godwit.common.wire.run.Ruling}), and how it ended.
 */
@NullMarked
package io.godwit.common.wire.run;

import org.jspecify.annotations.NullMarked;
