package io.godwit.common.spi;

import io.godwit.common.model.Plan;
import io.godwit.common.model.Position;
import io.godwit.common.model.Split;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.schema.Inspection;

/**
 * Something to read from. Its methods may be called from any thread.
 *
 * <p>Whoever opened it closes it, after the readers that it gave: what several of them share, such
 * as a pool of connections, ends with it.
 */
public interface Source extends AutoCloseable {

  /**
   * Looks at the source and at a sample of its records: cheap, whatever its size. Comes before
   * {@link #plan}, and again wherever a process begins.
   *
   * @throws Trouble where the source does not answer
   * @throws io.godwit.common.model.failure.Refused where it is missing, or cannot be what the job
   *     says
   */
  Inspection inspect() throws Trouble;

  /**
   * Cuts the source into splits and counts it: once in a run, since it may read all there is.
   *
   * @throws Trouble where the source does not answer
   * @throws io.godwit.common.model.failure.Refused where it is missing, or cannot be what the job
   *     says
   */
  Plan plan() throws Trouble;

  /**
   * What would change if the source did: cheap, without reading its content. Equal to the plan's
   * fingerprint while the source is the one that was planned.
   *
   * @throws Trouble where the source does not answer
   */
  String fingerprint() throws Trouble;

  /**
   * A reader of one split, from a position on.
   *
   * @param split one of this source's plan, which may have been made by another process
   * @param from {@link Position#START}, or what a reader of this split reported earlier
   * @throws Trouble where the source does not answer
   */
  SplitReader read(Split split, Position from) throws Trouble;

  @Override
  void close();
}
