package shelf;

import io.godwit.common.model.value.BareTexts;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.Target;
import java.nio.file.Path;
import java.util.List;

/** A box, into which all units go, and which holds nothing open between two batches. */
record BoxTarget(Path box, List<String> key) implements Target {

  @Override
  public Sink sink(String unit, BareTexts bare) {
    return new BoxSink(box, key);
  }

  @Override
  public int concurrency() {
    return 2;
  }

  @Override
  public void close() {
    // There is nothing to close.
  }
}
