package io.godwit.files.content;

import java.io.IOException;
import java.io.Serial;

/** A packed file that is not what its format says. */
final class DamagedArchive extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  private final String why;

  DamagedArchive(String why) {
    super(why);
    this.why = why;
  }

  /** What is wrong, as the end of a sentence. */
  String why() {
    return why;
  }
}
