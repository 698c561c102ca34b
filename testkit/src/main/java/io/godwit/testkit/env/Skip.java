package io.godwit.testkit.env;

import org.junit.jupiter.api.Assumptions;

/** Skips tests, and says so where it is read: the build shows how many were skipped, not why. */
public final class Skip {

  private Skip() {}

  /**
   * Skips the test that runs, unless it can run here.
   *
   * @param test what is skipped
   * @param possible whether it can run
   * @param reason what is missing, and how to have it
   */
  public static void unless(Class<?> test, boolean possible, String reason) {
    if (!possible) {
      System.out.println("skipped: " + test.getSimpleName() + ": " + reason);
    }
    Assumptions.assumeTrue(possible, reason);
  }
}
