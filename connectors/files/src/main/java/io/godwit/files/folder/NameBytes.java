package io.godwit.files.folder;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The bytes of file names. Java shows them as text in the encoding of the process's locale, and
 * what that has not as a question mark; only the {@code file:} address of a path keeps them.
 */
final class NameBytes {

  private NameBytes() {}

  /** The bytes of the last part of a path. */
  static byte[] of(Path path) {
    String text = String.valueOf(path.getFileName());
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7f) {
        return ofAddress(path.toUri().getRawPath());
      }
    }
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The last part of an address, which ends with a slash where it is a folder's. */
  private static byte[] ofAddress(String address) {
    String path = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = path.lastIndexOf('/') + 1; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '%') {
        bytes.write(Integer.parseInt(path, i + 1, i + 3, 16));
        i += 2;
      } else {
        bytes.write(c);
      }
    }
    return bytes.toByteArray();
  }

  /** The text of a name; empty where it is no UTF-8. */
  static Optional<String> text(byte[] name) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** What can be shown of a name that is no UTF-8: its bytes beyond ASCII as {@code \xE9}. */
  static String escaped(byte[] name) {
    StringBuilder text = new StringBuilder();
    for (byte b : name) {
      text.append(b < ' ' || b == 0x7f ? "\\x%02X".formatted(b & 0xff) : String.valueOf((char) b));
    }
    return text.toString();
  }

  static boolean startsWith(byte[] name, byte[] beginning) {
    return name.length >= beginning.length
        && Arrays.equals(name, 0, beginning.length, beginning, 0, beginning.length);
  }
}
