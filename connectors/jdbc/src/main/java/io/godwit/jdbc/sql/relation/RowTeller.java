package io.godwit.jdbc.sql.relation;

import io.godwit.common.model.value.ValueConsumer;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Tells the values of rows bare. For one reader, and so for one thread at a time. */
public interface RowTeller {

  /**
   * Tells the values of the current row, by one call of the consumer for each column.
   *
   * @return about how many bytes the row has
   * @throws UnreadableValue where no value can be what stands there; some columns may have been
   *     told
   */
  int tell(ResultSet row, ValueConsumer to) throws SQLException, UnreadableValue;
}
