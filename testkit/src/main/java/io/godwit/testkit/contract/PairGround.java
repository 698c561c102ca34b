package io.godwit.testkit.contract;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.spi.Target;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;

/**
 * Two empty tables of one target, for one test of a sink that takes several rows a write. Both have
 * things of a whole number {@code id}, which is the key, and of a text {@code name}, of which no
 * two have the same. Closing it takes the tables away.
 */
public interface PairGround extends AutoCloseable {

  /** The target of both tables; the test closes it. */
  Target open() throws Trouble;

  /** What a table holds, by id, read past the sink. */
  Map<Long, Document> held(int table) throws Exception;

  /** Puts something into a table past the sink. */
  void put(int table, long id, String name) throws Exception;

  @Override
  void close() throws IOException, SQLException;
}
