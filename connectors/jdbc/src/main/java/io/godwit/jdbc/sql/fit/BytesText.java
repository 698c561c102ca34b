package io.godwit.jdbc.sql.fit;

import java.util.regex.Pattern;

/** Bytes as a text that cannot be taken for characters: {@code \x0aff}. */
public final class BytesText {

  private static final Pattern HEX = Pattern.compile("\\\\x(?:[0-9a-fA-F]{2})*");

  private BytesText() {}

  /** Whether a text is such. */
  public static boolean is(String text) {
    return HEX.matcher(text).matches();
  }
}
