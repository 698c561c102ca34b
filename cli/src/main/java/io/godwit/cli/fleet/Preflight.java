package io.godwit.cli.fleet;

import io.godwit.common.model.Plan;
import io.godwit.common.model.Trouble;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SupportsFields;
import io.godwit.worker.job.OpenedJob;
import io.godwit.worker.step.FieldFlow;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * What is checked before anything is written, so that a mistake costs a message and nothing else.
 *
 * @param job the job, whose file is free of problems
 * @param plan of its source
 * @param source the source, which remembers the plan
 * @param placing which partitions its records go to
 * @param fields that every record has after the steps; empty where records differ
 */
public record Preflight(
    JobSource job,
    Plan plan,
    Source source,
    KeyPlacing placing,
    Optional<List<String>> fields) {

  /**
   * The checks that need no server but the source: it is there and can be planned, and the steps
   * name fields that it has.
   *
   * @throws Trouble where the source does not answer
   * @throws io.godwit.common.model.Refused where a check fails
   */
  public static Preflight of(JobSource job) throws Trouble {
    Source source = Connectors.source(job.job().source(), job.base());
    Plan plan = source.plan();
    Optional<List<String>> after = FieldFlow.through(job.job().steps(), plan.exactFields());
    KeyPlacing placing = KeyPlacing.of(job.job());
    return new Preflight(job, plan, new PlannedSource(source, plan), placing, after);
  }

  /**
   * The checks of the databases: they answer, let this user in, and hold what the job names; the
   * target has a place for every field.
   *
   * @return what a person should know of how records of one key are placed; empty where all is well
   * @throws Trouble where one does not answer
   * @throws io.godwit.common.model.Refused where a check fails
   */
  public Optional<String> databases(FleetOpener opener) throws Trouble {
    try (OpenedJob opened = opener.open(job.job())) {
      if (opened.sink() instanceof SupportsFields sink && fields.isPresent()) {
        sink.check(new LinkedHashSet<>(fields.get()));
      }
      return placing.warning().or(() -> KeyPlacing.check(job.job(), opened.sink()));
    }
  }
}
