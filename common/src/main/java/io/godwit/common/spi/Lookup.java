package io.godwit.common.spi;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import java.util.Map;
import java.util.Set;

/** Finds rows by one column, or by several together. Any thread may call it. */
public interface Lookup extends AutoCloseable {

  /**
   * The taken columns of the rows that have one of these keys, in one query.
   *
   * @param keys values as records hold them, at most as many as the step's batch; the column's type
   *     may differ (a whole number of 64 bits finds a row of a 32-bit column). Where several
   *     columns are compared, a key is an array of a value for each, in their order
   * @return by the keys as they were asked for; a key without a row is absent, and so is one that
   *     the column's type cannot hold
   * @throws Trouble where the database does not answer
   */
  Map<Value, Document> find(Set<Value> keys) throws Trouble;

  /**
   * The taken columns whose texts stand for something else than characters, as the text of a JSON
   * document does: a target's column of that kind reads them again.
   */
  default Set<String> bareTexts() {
    return Set.of();
  }

  @Override
  void close();
}
