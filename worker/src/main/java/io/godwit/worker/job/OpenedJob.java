package io.godwit.worker.job;

import io.godwit.common.model.BareTexts;
import io.godwit.common.spec.Job;
import io.godwit.common.spi.Target;
import io.godwit.worker.evidence.UnitSinks;
import io.godwit.worker.step.Pipeline;

/**
 * A job that is ready to work.
 *
 * @param job its definition
 * @param pipeline its steps
 * @param target where it writes, connected
 * @param sinks what writes there
 */
public record OpenedJob(Job job, Pipeline pipeline, Target target, UnitSinks sinks)
    implements AutoCloseable {

  /** One whose sinks are the target's. */
  public static OpenedJob of(Job job, Pipeline pipeline, Target target) {
    BareTexts bare = pipeline.bareTexts(job.source().bareTexts());
    return new OpenedJob(job, pipeline, target, new UnitSinks(unit -> target.sink(unit, bare)));
  }

  /** The same, of which something is done with every sink before it writes. */
  public OpenedJob beginning(UnitSinks.Beginning first) {
    return new OpenedJob(job, pipeline, target, sinks.beginning(first));
  }

  @Override
  public void close() {
    pipeline.close();
    target.close();
  }
}
