package io.godwit.worker.step.expression;

import static io.godwit.worker.step.Samples.doc;
import static io.godwit.worker.step.Samples.int64;
import static io.godwit.worker.step.Samples.text;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.Lookup;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A table with a row for every even number, whose weight is ten times its key. */
public final class EvenNumbers implements Lookup {

  private final ConcurrentLinkedQueue<Set<Value>> asked = new ConcurrentLinkedQueue<>();
  private volatile boolean down;
  private volatile boolean closed;

  @Override
  public Map<Value, Document> find(Set<Value> keys) throws Trouble {
    if (down) {
      throw new Trouble(ErrorCode.TARGET_UNREACHABLE, "the warehouse does not answer");
    }
    asked.add(keys);
    Map<Value, Document> rows = new HashMap<>();
    for (Value key : keys) {
      if (key instanceof Value.Int64(long n) && n % 2 == 0) {
        rows.put(key, doc("weight", int64(10 * n), "name", text("n" + n)));
      }
    }
    return rows;
  }

  /** The queries so far. */
  public Collection<Set<Value>> asked() {
    return asked;
  }

  public void down(boolean isDown) {
    down = isDown;
  }

  public boolean closed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
  }
}
