package io.godwit.files.bytes;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.files.content.Content;
import io.godwit.files.content.SourceFile;
import io.godwit.files.content.TextEncoding;

/** A file that a split is read from, and that has to stay as it was planned. For one thread. */
final class OpenedFile {

  private final SourceFile file;
  private final Content content;
  private final TextEncoding encoding;
  private final SourceFile.Look seen;

  private OpenedFile(
      SourceFile file, Content content, TextEncoding encoding, SourceFile.Look seen) {
    this.file = file;
    this.content = content;
    this.encoding = encoding;
    this.seen = seen;
  }

  /**
   * A file, opened and found to be the planned one.
   *
   * @param content closed by the caller where this refuses
   * @param mark the file's when the plan was made
   * @throws Refused where it is another one now
   */
  static OpenedFile of(SourceFile file, Content content, TextEncoding encoding, String mark)
      throws Trouble {
    SourceFile.Look seen = file.look();
    if (!file.mark().equals(mark)) {
      throw changed(file);
    }
    return new OpenedFile(file, content, encoding, seen);
  }

  /**
   * Looks whether the file is still what it was when it was opened.
   *
   * @throws Refused where it is not
   */
  void requireUnchanged() throws Trouble {
    if (!file.look().equals(seen)) {
      throw changed(file);
    }
  }

  private static Refused changed(SourceFile file) throws Trouble {
    return new Refused(
        ErrorCode.SOURCE_CHANGED,
        file.unit()
            + " was changed or replaced after it was planned; what it is now: "
            + file.fingerprint());
  }

  SourceFile file() {
    return file;
  }

  Content content() {
    return content;
  }

  TextEncoding encoding() {
    return encoding;
  }
}
