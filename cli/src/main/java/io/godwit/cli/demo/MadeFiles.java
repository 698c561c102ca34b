package io.godwit.cli.demo;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.store.ObjectStore;
import java.time.Instant;
import java.util.Random;

/** Files of a demonstration that follow from a seed. */
public interface MadeFiles {

  /**
   * Makes them in a store; those that stand there already stay.
   *
   * @throws Trouble where the store does not answer, or takes one of them not
   */
  void growIn(ObjectStore store) throws Trouble;

  /**
   * Makes one of random bytes.
   *
   * @param mark by which it is known the next time
   */
  static void make(
      ObjectStore store, String name, int size, Instant time, String mark, Random random)
      throws Trouble {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    new SetupContent(bytes).putIn(store, name, mark, time);
  }
}
