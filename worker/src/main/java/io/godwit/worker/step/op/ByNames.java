package io.godwit.worker.step.op;

import io.godwit.common.model.value.Document;
import java.util.function.Function;

/**
 * What an operation works out from the names of a document, remembered for the next document of the
 * same names.
 *
 * <p>One entry is enough: the rows of a CSV file or a table all have the same names, and a step
 * before this one that adds names adds the same array to each. Where names alternate, as they may
 * in JSON, the plan is worked out anew, which costs about as much as running it.
 *
 * <p>Thread-safe without a lock: the entry is immutable and a lost update only costs the work
 * again.
 *
 * @param <T> the plan; immutable
 */
public final class ByNames<T> {

  private record Entry<T>(Document names, T plan) {}

  private final Function<Document, T> planner;
  private volatile Entry<T> last;

  /**
   * A memory of one entry.
   *
   * @param planner works a plan out; may look at the names of the document it is given, not at its
   *     values
   */
  public ByNames(Function<Document, T> planner) {
    this.planner = planner;
    this.last = new Entry<>(Document.empty(), planner.apply(Document.empty()));
  }

  /** The plan for documents that have the names of this one. */
  public T of(Document document) {
    Entry<T> entry = last;
    if (!entry.names().sameNames(document)) {
      entry = new Entry<>(document.blank(), planner.apply(document));
      last = entry;
    }
    return entry.plan();
  }
}
