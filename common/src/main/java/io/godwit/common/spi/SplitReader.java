package io.godwit.common.spi;

import io.godwit.common.model.Position;
import io.godwit.common.model.Reading;
import io.godwit.common.model.failure.Trouble;
import java.util.List;

/** Reads one split in the order of the source. For one thread at a time. */
public interface SplitReader extends AutoCloseable {

  /**
   * The next records. Every record of the split is answered exactly once: one that cannot be read
   * is answered as unreadable, and does not disturb those after it.
   *
   * @param max the most to answer, from 1; fewer are no sign of the end
   * @return empty at the end of the split
   * @throws Trouble where the source does not answer; the reader is then of no more use
   */
  List<Reading> read(int max) throws Trouble;

  /** Behind the last record that {@link #read} answered. */
  Position position();

  @Override
  void close();
}
