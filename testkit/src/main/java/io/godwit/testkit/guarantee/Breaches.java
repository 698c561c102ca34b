package io.godwit.testkit.guarantee;

import java.util.ArrayList;
import java.util.List;

/** How often a promise was broken, with the first breaches in words. For one thread. */
public final class Breaches {

  /** The first ones tell; a hundred thousand would hide them. */
  private static final int SHOWN = 5;

  private final List<String> first = new ArrayList<>();
  private long count;

  /** None yet. */
  public Breaches() {}

  /** One more, in a sentence that names the record. */
  public void add(String breach) {
    count++;
    if (first.size() < SHOWN) {
      first.add(breach);
    }
  }

  /**
   * Fails where there is one.
   *
   * @param promise what was promised, in words
   */
  public void requireNone(String promise) {
    if (count > 0) {
      throw new AssertionError(
          promise + ", broken " + count + " times:\n  " + String.join("\n  ", first));
    }
  }
}
