package io.godwit.common.store;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * How the text of a note travels in a header, which holds neither what is not ASCII nor blanks at
 * its ends: such characters, and {@code %}, are the {@code %XX} of their UTF-8 bytes. An empty text
 * is a lone {@code %}, since some servers forget empty headers.
 */
public final class NoteText {

  private static final String EMPTY = "%";
  private static final String HEX = "0123456789ABCDEF";

  private NoteText() {}

  /** Printable ASCII for any text; a lone surrogate becomes {@code ?}. */
  public static String escaped(String text) {
    if (text.isEmpty()) {
      return EMPTY;
    }
    StringBuilder out = new StringBuilder();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      boolean end = i == 0 || i == bytes.length - 1;
      if (plain(bytes[i]) || (bytes[i] == ' ' && !end)) {
        out.append((char) bytes[i]);
      } else {
        out.append('%').append(HEX.charAt((bytes[i] >> 4) & 15)).append(HEX.charAt(bytes[i] & 15));
      }
    }
    return out.toString();
  }

  /** The text of what {@link #escaped} made; what another has written there is taken as it is. */
  public static String read(String escaped) {
    if (escaped.equals(EMPTY)) {
      return "";
    }
    byte[] in = escaped.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[in.length];
    int length = 0;
    for (int i = 0; i < in.length; i++) {
      int high = i + 2 < in.length && in[i] == '%' ? Character.digit(in[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(in[i + 2], 16);
      boolean pair = in[i] == '%' && low >= 0;
      out[length++] = pair ? (byte) ((high << 4) | low) : in[i];
      i += pair ? 2 : 0;
    }
    return new String(out, 0, length, StandardCharsets.UTF_8);
  }

  /**
   * Why notes are more than a service takes; empty where they fit.
   *
   * @param object its name
   * @param headers names and escaped texts of all of them
   * @param most how many bytes fit, names counted
   */
  public static Optional<Failure> tooMuch(String object, Map<String, String> headers, int most) {
    int bytes = 0;
    for (Map.Entry<String, String> note : headers.entrySet()) {
      bytes += note.getKey().length() + note.getValue().length();
    }
    return bytes <= most
        ? Optional.empty()
        : Optional.of(
            new Failure(
                ErrorCode.OBJECT_SIZE,
                "the notes of '"
                    + object
                    + "' have "
                    + bytes
                    + " bytes, and at most "
                    + most
                    + " fit"));
  }

  private static boolean plain(byte b) {
    return b > ' ' && b < 0x7f && b != '%';
  }
}
