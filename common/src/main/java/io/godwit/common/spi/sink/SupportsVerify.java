package io.godwit.common.spi.sink;

import io.godwit.common.model.Match;
import io.godwit.common.model.Row;
import io.godwit.common.model.failure.Trouble;
import java.util.List;

/**
 * A sink that can say in what its target differs from rows that were written there. It only reads.
 * Several threads may ask at once.
 *
 * <p>What the target makes of a value when it takes it (blanks that fill up a text, digits that a
 * column has not, another order of a document's keys) is no difference: what is compared is what a
 * write of the row would leave there now, in the fields that the row has, beside the key's.
 */
public interface SupportsVerify {

  /**
   * The fields by which a row is found.
   *
   * @param table which of the sink's tables, as {@link Row#table()} counts them
   * @return empty where nothing tells one row from another; then nothing is compared
   */
  List<String> key(int table);

  /**
   * Compares rows with what stands at the target, each with the one of its key. Of two rows of one
   * key each is compared by itself.
   *
   * @param rows not empty; not changed
   * @return one answer a row, in their order
   * @throws Trouble where the target does not answer
   */
  List<Match> compare(List<Row> rows) throws Trouble;
}
