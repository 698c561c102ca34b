package io.godwit.files.bytes;

import io.godwit.files.content.TextEncoding;

/** What to do about bytes that are not valid in the encoding of the job. */
public final class OtherEncoding {

  private OtherEncoding() {}

  /** The end of a sentence that says what is wrong. */
  public static String advice(TextEncoding encoding) {
    return encoding.isUtf8()
        ? "; it seems to be Latin-1 or a code page of Windows: write encoding: windows-1252, or"
            + " the one that it is"
        : "; write the encoding that the file has";
  }
}
