package io.godwit.cli.fleet;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.model.Plan;
import io.godwit.common.model.Trouble;
import io.godwit.common.spi.Source;

/**
 * What is checked before anything is written, so that a mistake costs a message and nothing else.
 *
 * @param job the job, whose file is free of problems
 * @param opener opens its databases
 */
public record Preflight(JobSource job, FleetOpener opener) {

  /**
   * The job's source, planned.
   *
   * @throws Trouble where it does not answer
   * @throws io.godwit.common.model.Refused where it is missing or not what the job says
   */
  public Source plannedSource() throws Trouble {
    Source source = Connectors.source(job.job().source(), job.base());
    Plan plan = source.plan();
    return new PlannedSource(source, plan);
  }

  /**
   * That a broker answers.
   *
   * @throws Trouble where none does
   */
  public void broker(Cluster cluster) throws Trouble {
    cluster.probe();
  }
}
