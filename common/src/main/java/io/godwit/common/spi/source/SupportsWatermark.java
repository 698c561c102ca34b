package io.godwit.common.spi.source;

import io.godwit.common.model.WatermarkRange.Reached;
import java.util.List;

/**
 * A source that can leave out what earlier runs of its job have read, by a column that only grows.
 * What it has read is no memory of its own: it stands in the plans of the runs ({@link
 * io.godwit.common.model.Plan#ranges}), and is told to it before it plans.
 */
public interface SupportsWatermark {

  /**
   * From now on, plans leave out what has been read. Costs nothing, and asks nobody.
   *
   * @param making what the job makes of its records, and where: another text than that of the run
   *     that has read them, and they are read again
   * @param reached up to where the units have been read; of what is not named all is read
   */
  void readFrom(String making, List<Reached> reached);
}
