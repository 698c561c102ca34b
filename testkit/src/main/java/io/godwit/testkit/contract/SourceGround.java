package io.godwit.testkit.contract;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.Source;
import java.io.IOException;
import java.sql.SQLException;

/** A source for one test. Closing it takes away what it reads. */
public interface SourceGround extends AutoCloseable {

  /** The source, opened anew: it remembers nothing of another. */
  Source open() throws Trouble;

  /** How many records it holds, counted by the test; at least 50, in at least two splits. */
  int records();

  /** How many of them cannot be read; at least one where a record can be unreadable. */
  int unreadable();

  /** Changes the source, in a way that its fingerprint has to show. */
  void change() throws Exception;

  @Override
  void close() throws IOException, SQLException;
}
