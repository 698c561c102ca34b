package io.godwit.worker.job;

import io.godwit.common.spec.Job;
import io.godwit.common.spi.Sink;
import io.godwit.worker.step.Pipeline;

/**
 * A job that is ready to work.
 *
 * @param job its definition
 * @param pipeline its steps
 * @param sink its target, connected
 */
public record OpenedJob(Job job, Pipeline pipeline, Sink sink) implements AutoCloseable {
  @Override
  public void close() {
    pipeline.close();
    sink.close();
  }
}
