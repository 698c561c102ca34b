package io.godwit.common.spi;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Trouble;
import java.util.List;

/**
 * A sink that can say what an earlier attempt did of which nobody heard. It is asked about records
 * that the target refuses: one that it holds was written before, and the rule that refuses it now
 * came later.
 */
public interface SupportsRecall {

  /**
   * Whether the target holds exactly these records, each under its key.
   *
   * @param records not empty; refused just now, so any of them may be one that no target holds
   * @return one answer a record; {@code false} also where it cannot be told
   * @throws Trouble where the target does not answer
   */
  List<Boolean> holds(List<DataRecord> records) throws Trouble;
}
