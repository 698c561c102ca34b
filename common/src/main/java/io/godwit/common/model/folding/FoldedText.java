package io.godwit.common.model.folding;

import java.util.HexFormat;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * The hashes of texts: of the number, time, UUID or truth value that one spells, and else of what
 * {@link FoldedChars} leaves of it.
 *
 * <p>Nearly all keys are short and of ASCII; those cost one pass over their characters.
 */
final class FoldedText {

  /** No word that means something is longer. */
  private static final int LONGEST_WORD = 9;

  private static final int HEX_OF_UUID = 32;

  /** With braces, and a dash behind each four digits. */
  private static final int LONGEST_UUID = 41;

  private FoldedText() {}

  static long of(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && text.charAt(from) <= ' ') {
      from++;
    }
    while (from < to && text.charAt(to - 1) <= ' ') {
      to--;
    }
    long hash = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '\\') {
        return unusual(text);
      }
      hash = 31 * hash + (c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    }
    int length = to - from;
    if (length == 0 || isJustText(text.charAt(from), length)) {
      return Folding.mix(hash);
    }
    OptionalLong spelt = spelt(length == text.length() ? text : text.substring(from, to));
    return spelt.isPresent() ? spelt.getAsLong() : Folding.mix(hash);
  }

  /** Whether a text that begins so cannot spell anything: most names, addresses and codes. */
  private static boolean isJustText(char first, int length) {
    char lower = (char) (first | ' ');
    return lower >= 'a' && lower <= 'z' && length > LONGEST_WORD && length < HEX_OF_UUID;
  }

  private static OptionalLong spelt(String text) {
    int length = text.length();
    if (length >= HEX_OF_UUID && length <= LONGEST_UUID) {
      OptionalLong uuid = uuid(text);
      if (uuid.isPresent()) {
        return uuid;
      }
    }
    char first = text.charAt(0);
    if ((first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.') {
      OptionalLong number = FoldedNumber.find(text);
      OptionalLong known = number.isPresent() ? number : FoldedTime.find(text);
      if (known.isPresent()) {
        return known;
      }
    }
    return length <= LONGEST_WORD ? word(text.toLowerCase(Locale.ROOT)) : OptionalLong.empty();
  }

  /** The words that PostgreSQL reads as a truth value, a number or a day, with their beginnings. */
  private static OptionalLong word(String word) {
    return switch (word) {
      case "t", "tr", "tru", "true", "y", "ye", "yes", "on" -> OptionalLong.of(FoldedNumber.of(1));
      case "f", "fa", "fal", "fals", "false", "n", "no", "of", "off" ->
          OptionalLong.of(FoldedNumber.of(0));
      case "nan", "+nan", "-nan" -> OptionalLong.of(FoldedNumber.of(Double.NaN));
      case "inf", "infinity", "+inf", "+infinity" ->
          OptionalLong.of(FoldedNumber.of(Double.POSITIVE_INFINITY));
      case "-inf", "-infinity" -> OptionalLong.of(FoldedNumber.of(Double.NEGATIVE_INFINITY));
      case "epoch" -> FoldedTime.find("1970-01-01");
      default -> OptionalLong.empty();
    };
  }

  static long uuid(UUID uuid) {
    return uuid(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
  }

  /** Digits of a UUID may also be those of a number, and then that is what they fold to. */
  private static long uuid(long high, long low) {
    if (hasLetter(high) || hasLetter(low)) {
      return Folding.mix(Folding.mix(high) + low);
    }
    OptionalLong number = FoldedNumber.find(hex(high) + hex(low));
    return number.isPresent() ? number.getAsLong() : Folding.mix(Folding.mix(high) + low);
  }

  /** Whether a hexadecimal digit is none that a number may have: its e begins an exponent. */
  private static boolean hasLetter(long bits) {
    for (long rest = bits; rest != 0; rest >>>= 4) {
      long digit = rest & 15;
      if (digit > 9 && digit != 14) {
        return true;
      }
    }
    return false;
  }

  private static String hex(long bits) {
    String digits = Long.toHexString(bits);
    return "0".repeat(16 - digits.length()) + digits;
  }

  /** As PostgreSQL reads them: with or without braces, a dash behind any four digits. */
  private static OptionalLong uuid(String text) {
    boolean braces = text.startsWith("{") && text.endsWith("}");
    int to = braces ? text.length() - 1 : text.length();
    long high = 0;
    long low = 0;
    int digits = 0;
    for (int i = braces ? 1 : 0; i < to; i++) {
      char c = text.charAt(i);
      int digit = Character.digit(c, 16);
      if (digit >= 0 && c < 128) {
        high = (high << 4) | (low >>> 60);
        low = (low << 4) | digit;
        digits++;
      } else if (c != '-' || digits == 0 || digits % 4 != 0) {
        return OptionalLong.empty();
      }
    }
    return digits == HEX_OF_UUID ? OptionalLong.of(uuid(high, low)) : OptionalLong.empty();
  }

  /** A text of more than ASCII, or with a backslash, by which bytes in hexadecimal digits begin. */
  private static long unusual(String text) {
    String folded = FoldedChars.fold(text).strip();
    if (folded.isEmpty()) {
      return Folding.mix(0);
    }
    OptionalLong spelt = folded.startsWith("\\x") ? bytes(folded) : spelt(folded);
    long hash = 0;
    for (int i = 0; i < folded.length(); i++) {
      hash = 31 * hash + folded.charAt(i);
    }
    return spelt.isPresent() ? spelt.getAsLong() : Folding.mix(hash);
  }

  private static OptionalLong bytes(String text) {
    try {
      return OptionalLong.of(Folding.bytes(HexFormat.of().parseHex(text, 2, text.length())));
    } catch (IllegalArgumentException e) {
      // It only begins like one.
      return OptionalLong.empty();
    }
  }
}
