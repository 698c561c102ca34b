package io.godwit.mongodb.write;

import io.godwit.common.model.Answer;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.spi.Sink;
import java.util.Collections;
import java.util.List;

/**
 * What writes a unit whose file has a name that no collection can have. That is known only when the
 * file is met, and other files have names that can; so its records fail, and the job goes on.
 *
 * @param failure of each record
 */
record NamelessSink(Failure failure) implements Sink {

  @Override
  public List<Answer> write(List<Write> batch) {
    return Collections.nCopies(batch.size(), new Outcome.Failed(failure));
  }
}
