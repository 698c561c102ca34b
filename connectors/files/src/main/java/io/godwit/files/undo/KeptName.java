package io.godwit.files.undo;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.store.Opened;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What is noted of an object that a run is about to put.
 *
 * @param name of the object; no store takes one with a line's end
 * @param image of what stood there before; empty where nothing did
 */
record KeptName(String name, Optional<String> image) {

  private static final String FORM = "godwit 1";

  /** The lines of the note. */
  String text() {
    return FORM + "\n" + name + image.map(was -> "\n" + was).orElse("");
  }

  /** The note under a name aside; empty where it has been forgotten meanwhile. */
  static Optional<KeptName> read(ObjectStore aside, String note) throws Trouble {
    if (!(aside.open(note, Optional.empty(), 0)
        instanceof Opened.Found(ObjectFacts ignored, InputStream bytes))) {
      return Optional.empty();
    }
    try (bytes) {
      String[] lines = new String(bytes.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1);
      if (!lines[0].equals(FORM) || lines.length < 2) {
        throw new Trouble(
            ErrorCode.STORE_UNREACHABLE,
            "what is kept of the run was changed by somebody: " + note);
      }
      Optional<String> image = lines.length > 2 ? Optional.of(lines[2]) : Optional.empty();
      return Optional.of(new KeptName(lines[1], image));
    } catch (IOException e) {
      throw new Trouble(ErrorCode.STORE_UNREACHABLE, "a note broke off: " + e.getMessage(), e);
    }
  }
}
