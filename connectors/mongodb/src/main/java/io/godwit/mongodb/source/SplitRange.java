package io.godwit.mongodb.source;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a split reads, as it stands in a plan.
 *
 * @param ids the ids that it covers
 * @param grown what of them is new, by a watermark; empty where all is read
 */
record SplitRange(IdRange ids, Optional<CollectionWatermark.Grown> grown) {

  /** No value as text has one: JSON spells it as an escape. */
  private static final String BETWEEN = "\t";

  private static final int WITHOUT = 3;
  private static final int WITH = 5;

  String text() {
    return grown
        .map(ends ->
            String.join(BETWEEN, ids.text(), ends.above().orElse(""), ends.upTo().orElse("")))
        .orElseGet(ids::text);
  }

  /**
   * The range of a text.
   *
   * @throws IllegalArgumentException where {@link #text} has not made it
   */
  static SplitRange parse(String text) {
    String[] parts = text.split(BETWEEN, -1);
    if (parts.length != WITH) {
      return new SplitRange(IdRange.parse(text), Optional.empty());
    }
    return new SplitRange(
        IdRange.parse(String.join(BETWEEN, Arrays.asList(parts).subList(0, WITHOUT))),
        Optional.of(new CollectionWatermark.Grown(end(parts[WITHOUT]), end(parts[WITH - 1]))));
  }

  private static Optional<String> end(String text) {
    return Optional.of(text).filter(end -> !end.isEmpty());
  }
}
