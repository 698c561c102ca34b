package io.godwit.testkit.contract;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.Target;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * An empty target for one test of a sink: things of a whole number {@code id}, which is the sink's
 * key, and of a text {@code name}, of which no two have the same. Closing it takes the target away.
 */
public interface SinkGround extends AutoCloseable {

  /** The target; the test closes it. */
  Target open() throws Trouble;

  /** The same with its sink; the test closes it. */
  default OpenSink sink() throws Trouble {
    return OpenSink.of(open());
  }

  /** What the target holds, by id, read past the sink: fields without a value are absent. */
  Map<Long, Document> held() throws Exception;

  /**
   * Values of other kinds that the target holds exactly, by the field that it has for them. Each is
   * what is written and what {@link #held} answers.
   */
  Map<String, List<Value>> exact();

  /** Puts something into the target past the sink. */
  void put(long id, String name) throws Exception;

  /** Takes the target away, so that writing to it cannot work until it is back. */
  void takeAway() throws Exception;

  /** Puts back what was taken away, with what it held. */
  void putBack() throws Exception;

  @Override
  void close() throws IOException, SQLException;
}
