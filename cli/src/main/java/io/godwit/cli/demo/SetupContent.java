package io.godwit.cli.demo;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.store.ObjectContent;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.store.PutAnswer;
import io.godwit.common.store.PutTerms;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The bytes of a file that a demonstration makes.
 *
 * @param bytes not to be changed
 */
public record SetupContent(byte[] bytes) implements ObjectContent {

  /** Stores it under a name, once for each mark. */
  void putIn(ObjectStore store, String name, String mark, Instant time) throws Trouble {
    PutTerms terms =
        new PutTerms(
            true,
            Optional.of(mark),
            Optional.empty(),
            Map.of(PutTerms.MODIFIED, time.toString(), PutTerms.PERMISSIONS, "rw-r-----"));
    PutAnswer answer = store.put(name, this, terms);
    if (!(answer instanceof PutAnswer.Stored)) {
      throw new Trouble(ErrorCode.STACK_FAILED, name + " cannot be made: " + answer);
    }
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public InputStream open(long from) {
    return new ByteArrayInputStream(bytes, (int) from, bytes.length - (int) from);
  }
}
