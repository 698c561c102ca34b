package io.godwit.worker.step.kinds;

import io.godwit.common.model.text.Excerpt;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;

/** Texts short enough for a message: values can be megabytes, and messages stand in topics. */
public final class ValueExcerpt {

  private static final int LONGEST_VALUE = 60;
  private static final int LONGEST_REASON = 300;

  private ValueExcerpt() {}

  /** The text of a value, cut. */
  public static String of(Value value) {
    return of(Key.display(value));
  }

  /** The text, cut to what a message can bear. */
  public static String of(String value) {
    return cut(value, LONGEST_VALUE);
  }

  /** The text of a reason, which may be longer. */
  public static String ofReason(String reason) {
    return cut(reason, LONGEST_REASON);
  }

  private static String cut(String text, int longest) {
    return Excerpt.of(text, longest);
  }
}
