package io.godwit.common.spi.sink;

import io.godwit.common.model.Write;
import io.godwit.common.model.failure.Trouble;
import java.util.List;

/**
 * A sink that can say what an earlier attempt did of which nobody heard. It is asked about records
 * that the target refuses: one that it holds was written before, and the rule that refuses it now
 * came later.
 */
public interface SupportsRecall {

  /**
   * Whether the target holds exactly these records, each row under its key.
   *
   * @param writes not empty; refused just now, so any of them may be one that no target holds
   * @return one answer a write; {@code false} also where it cannot be told, and where any of its
   *     rows is not held
   * @throws Trouble where the target does not answer
   */
  List<Boolean> holds(List<Write> writes) throws Trouble;
}
