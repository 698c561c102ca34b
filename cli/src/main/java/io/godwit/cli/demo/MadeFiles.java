package io.godwit.cli.demo;

import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Trouble;
import io.godwit.common.store.ObjectContent;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.store.PutAnswer;
import io.godwit.common.store.PutTerms;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
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
    PutTerms terms =
        new PutTerms(
            true,
            Optional.of(mark),
            Optional.empty(),
            Map.of(PutTerms.MODIFIED, time.toString(), PutTerms.PERMISSIONS, "rw-r-----"));
    PutAnswer answer = store.put(name, new Bytes(bytes), terms);
    if (!(answer instanceof PutAnswer.Stored)) {
      throw new Trouble(ErrorCode.STACK_FAILED, name + " cannot be made: " + answer);
    }
  }

  /** Bytes in memory. */
  record Bytes(byte[] bytes) implements ObjectContent {

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public InputStream open(long from) {
      return new ByteArrayInputStream(bytes, (int) from, bytes.length - (int) from);
    }
  }
}
