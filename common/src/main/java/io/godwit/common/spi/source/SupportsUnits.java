package io.godwit.common.spi.source;

import io.godwit.common.model.failure.Trouble;
import java.util.List;

/**
 * A source that can name its units without looking at each, since one of them may be unreadable.
 */
public interface SupportsUnits {

  /**
   * The units that it would read, each as a job file may name it.
   *
   * @throws Trouble where the source does not answer
   * @throws io.godwit.common.model.failure.Refused where there is none
   */
  List<String> units() throws Trouble;
}
