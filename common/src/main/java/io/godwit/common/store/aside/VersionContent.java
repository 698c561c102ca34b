package io.godwit.common.store.aside;

import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.store.ObjectContent;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.store.Opened;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The content of an object in one version, for a put into the same store. Where it is not of that
 * version any more, it cannot be read. Any thread may open it.
 *
 * @param size in bytes, of that version
 */
public record VersionContent(ObjectStore store, String name, String version, long size)
    implements ObjectContent {

  @Override
  public InputStream open(long from) throws IOException {
    try {
      return switch (store.open(name, Optional.of(version), from)) {
        case Opened.Found(ObjectFacts ignored, InputStream bytes) -> bytes;
        case Opened.Absent ignored -> throw new IOException("'" + name + "' is not there any more");
        case Opened.Changed ignored -> throw new IOException("'" + name + "' has changed");
        case Opened.Unreadable(Failure failure) -> throw new IOException(failure.message());
      };
    } catch (Trouble trouble) {
      throw new IOException(trouble.message(), trouble);
    }
  }
}
