package io.godwit.worker.job;

import io.godwit.common.spec.Job;
import io.godwit.common.spi.Target;
import io.godwit.worker.entry.RecordWrites;
import io.godwit.worker.evidence.UnitSinks;
import io.godwit.worker.step.Pipeline;

/**
 * A job that is ready to work.
 *
 * @param job its definition
 * @param pipeline its steps
 * @param writes what its records become there
 * @param target where it writes, connected
 * @param sinks what writes there
 */
public record OpenedJob(
    Job job, Pipeline pipeline, RecordWrites writes, Target target, UnitSinks sinks)
    implements AutoCloseable {

  /** One whose sinks are the target's. */
  public static OpenedJob of(Job job, Pipeline pipeline, Target target) {
    RecordWrites writes = RecordWrites.of(job);
    UnitSinks sinks =
        new UnitSinks(
            unit -> writes.sink(target, unit, pipeline.bareTexts(job.source().bareTexts(), unit)));
    return new OpenedJob(job, pipeline, writes, target, sinks);
  }

  /** The same, of which something is done with every sink before it writes. */
  public OpenedJob beginning(UnitSinks.Beginning first) {
    return new OpenedJob(job, pipeline, writes, target, sinks.beginning(first));
  }

  @Override
  public void close() {
    pipeline.close();
    target.close();
  }
}
