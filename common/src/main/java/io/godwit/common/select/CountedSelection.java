package io.godwit.common.select;

import io.godwit.common.model.Position;
import io.godwit.common.model.Reading;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.SplitReader;
import io.godwit.common.spi.source.SupportsCount;
import java.util.List;

/**
 * The same of a source that counts what it reads.
 *
 * @param counting the reader of the whole split
 * @param left how many records the selection has at most
 */
record CountedSelection(SelectedReader reader, SupportsCount counting, long left)
    implements SplitReader, SupportsCount {

  @Override
  public List<Reading> read(int max) throws Trouble {
    return reader.read(max);
  }

  /** {@inheritDoc} The source's count, as far as the limit goes. */
  @Override
  public long counted() throws Trouble {
    return Math.min(left, counting.counted());
  }

  @Override
  public Position position() {
    return reader.position();
  }

  @Override
  public void close() {
    reader.close();
  }
}
