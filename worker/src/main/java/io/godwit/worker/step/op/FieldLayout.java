package io.godwit.worker.step.op;

import io.godwit.common.model.value.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A new arrangement of a document's fields: the names it will have, and where each came from. */
public final class FieldLayout {

  private final String[] names;
  private final int[] from;

  /**
   * An arrangement.
   *
   * @param names distinct
   * @param from for each name the index of its value in the document that is arranged
   */
  FieldLayout(List<String> names, List<Integer> from) {
    this.names = names.toArray(String[]::new);
    this.from = from.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Only the fields whose name passes, in their order. */
  public static FieldLayout only(Document document, Predicate<String> stays) {
    List<String> names = new ArrayList<>();
    List<Integer> from = new ArrayList<>();
    for (int i = 0; i < document.size(); i++) {
      if (stays.test(document.name(i))) {
        names.add(document.name(i));
        from.add(i);
      }
    }
    return new FieldLayout(names, from);
  }

  /** The document so arranged. The result shares its names with all others of this layout. */
  public Document apply(Document document) {
    return document.arranged(names, from);
  }
}
