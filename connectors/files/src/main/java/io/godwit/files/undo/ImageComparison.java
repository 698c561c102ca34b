package io.godwit.files.undo;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.store.Opened;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Whether an object is what was kept of it: of one size, with the same notes and the same content.
 * Mostly versions or hashes tell that; else both contents are read.
 */
record ImageComparison(ObjectStore store, ObjectStore aside) {

  private static final int BUFFER = 1 << 16;

  boolean isSame(ObjectFacts now, ObjectFacts image) throws Trouble {
    if (now.size() != image.size() || !now.notes().equals(image.notes())) {
      return false;
    }
    return now.version().equals(image.version())
        || (now.hash().isPresent() && now.hash().equals(image.hash()))
        || isSameContent(now, image);
  }

  private boolean isSameContent(ObjectFacts now, ObjectFacts image) throws Trouble {
    Optional<InputStream> one = bytes(store, now);
    Optional<InputStream> other = bytes(aside, image);
    try (InputStream a = one.orElse(InputStream.nullInputStream());
        InputStream b = other.orElse(InputStream.nullInputStream())) {
      boolean same = one.isPresent() && other.isPresent();
      byte[] next = a.readNBytes(BUFFER);
      while (same && next.length > 0) {
        same = Arrays.equals(next, b.readNBytes(BUFFER));
        next = a.readNBytes(BUFFER);
      }
      return same;
    } catch (IOException e) {
      throw new Trouble(ErrorCode.STORE_UNREACHABLE, "a content broke off: " + e.getMessage(), e);
    }
  }

  private static Optional<InputStream> bytes(ObjectStore store, ObjectFacts facts) throws Trouble {
    return store.open(facts.name(), Optional.of(facts.version()), 0)
            instanceof Opened.Found(ObjectFacts ignored, InputStream bytes)
        ? Optional.of(bytes)
        : Optional.empty();
  }
}
