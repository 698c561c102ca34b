package io.godwit.producer.feed;

import io.godwit.common.model.failure.Trouble;

/** What another thread met, thrown where it is waited for. */
public final class Rethrown {

  private Rethrown() {}

  /**
   * Throws it as what it is.
   *
   * @param met trouble, or a fault of our own
   */
  public static RuntimeException of(Throwable met) throws Trouble {
    switch (met) {
      case Trouble trouble -> throw trouble;
      case RuntimeException bug -> throw bug;
      case Error error -> throw error;
      default -> throw new IllegalStateException(met);
    }
  }
}
