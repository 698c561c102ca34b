package io.godwit.testkit.contract;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.Lookup;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/**
 * A table for one test of a lookup: ids from 1 to {@link #rows()}, which are whole numbers, each
 * with a {@code name} that is its id as a text.
 */
public interface LookupGround extends AutoCloseable {

  /** A lookup by the id, which takes the name; the test closes it. */
  Lookup open() throws Trouble;

  /** How many rows there are; at least 100. */
  int rows();

  /** Other values that the column takes for the id 7, of other types. */
  List<Value> spellingsOfSeven();

  /** Takes the table away, so that asking cannot work. */
  void takeAway() throws Exception;

  @Override
  void close() throws IOException, SQLException;
}
