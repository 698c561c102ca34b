package io.godwit.jdbc.sql.write;

import io.godwit.common.model.Answer;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.sink.SupportsWitness;
import java.util.List;

/** A sink of which each transaction can be noted in it. */
public interface NotedSink extends Sink, SupportsWitness {

  /**
   * Writes a batch, in one transaction or several.
   *
   * @param most so many records are refused for unknown reasons, and none taken, before it gives up
   */
  List<Answer> write(List<Write> writes, int most, Noting noting) throws Trouble;

  /** Whether a row may come over one that was written before. */
  boolean overwrites();
}
