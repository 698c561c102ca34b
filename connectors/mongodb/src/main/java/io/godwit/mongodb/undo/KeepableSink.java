package io.godwit.mongodb.undo;

import io.godwit.common.model.Write;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.sink.SupportsRecall;
import io.godwit.common.spi.sink.SupportsWitness;
import java.util.List;

/** A sink that can say beforehand what it is about to leave. */
public interface KeepableSink extends Sink, SupportsRecall, SupportsWitness {

  /**
   * The documents of a batch as they will be found, in the order in which they are written. Of a
   * record that no collection can hold there is none: it fails without a write.
   */
  List<Leaving> leaving(List<Write> batch);
}
