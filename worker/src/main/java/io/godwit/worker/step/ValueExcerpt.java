package io.godwit.worker.step;

import io.godwit.common.model.Excerpt;
import io.godwit.common.model.Key;
import io.godwit.common.model.Value;

/** Texts short enough for a message: values can be megabytes, and messages stand in topics. */
final class ValueExcerpt {

  private static final int LONGEST_VALUE = 60;
  private static final int LONGEST_REASON = 300;

  private ValueExcerpt() {}

  static String of(Value value) {
    return of(Key.display(value));
  }

  static String of(String value) {
    return cut(value, LONGEST_VALUE);
  }

  static String ofReason(String reason) {
    return cut(reason, LONGEST_REASON);
  }

  private static String cut(String text, int longest) {
    return Excerpt.of(text, longest);
  }
}
