package io.godwit.common.spi;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.spi.sink.SupportsPool;
import java.util.List;

/**
 * The system that a job writes to, connected: its connections, and what bounds them. Any thread may
 * use it. One that keeps connections can say how they are used ({@link SupportsPool}).
 */
public interface Target extends AutoCloseable {

  /**
   * What writes the records of one unit. It is the same for all units that go to one table: a batch
   * is cut by sink, and no order holds between what two of them write. It has nothing to close,
   * since what it holds is the target's.
   *
   * <p>A worker asks once for each unit, when the first batch of it has come, and all partitions
   * share the answer. So what is checked here is what depends on the unit; all else was, when the
   * target was opened.
   *
   * @param unit as {@link io.godwit.common.model.Origin#unit()} spells it
   * @param bare which fields of its records hold bare text when they arrive
   * @throws Trouble where the target does not answer
   * @throws Refused where a table or column of this unit is missing or unfit
   */
  Sink sink(String unit, BareTexts bare) throws Trouble;

  /**
   * The same for a unit whose records go to some of the target's tables, or to several of them. In
   * the rows that the sink is given, {@link io.godwit.common.model.Row#table()} counts the tables
   * of this list.
   *
   * @param tables at least one, in the order in which the target was opened with them
   * @throws Trouble where the target does not answer
   * @throws Refused where a table or column of this unit is missing or unfit, or the target writes
   *     one table only
   */
  default Sink sink(String unit, List<TableUse> tables) throws Trouble {
    if (tables.size() == 1 && tables.getFirst().table() == 0) {
      return sink(unit, tables.getFirst().bare());
    }
    throw new Refused(
        ErrorCode.JOB_INVALID,
        "sink: this target writes to one place; write to another by a job of its own");
  }

  /**
   * How many batches it can usefully write at once, from 1: usually its connections. No more are
   * inside its sinks in one worker, unless it says by {@link SupportsBound} what else bounds it.
   */
  int concurrency();

  /** Closes its connections; what is being written ends with trouble. */
  @Override
  void close();
}
