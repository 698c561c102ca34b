package io.godwit.common.model.folding;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/**
 * What is left of a text without case, accents and what collations ignore: of Unicode's form KD
 * what is neither a mark nor a control or format character, in lower case.
 *
 * <p>Collations also find equal what Unicode does not decompose. Of that are covered the letters of
 * Latin that have another's name (with a stroke, or two in one), digits of all scripts and the
 * forms of Hebrew letters; and scripts of which some letters differ in what a collation without
 * accents does not look at, such as kana, are left out as a whole: keys that have nothing else
 * share a partition.
 */
final class FoldedChars {

  /** What names of letters say beside the letters. */
  private static final Set<String> OF_NAMES =
      Set.of(
          "COMBINING",
          "LATIN",
          "SMALL",
          "CAPITAL",
          "LETTER",
          "LIGATURE",
          "MODIFIER",
          "DIGRAPH",
          "DOTLESS",
          "SIDEWAYS",
          "MIDDLE-WELSH",
          "BARRED");

  private FoldedChars() {}

  static String fold(String text) {
    // The iota below a letter, standing alone, would come apart into a blank and a mark.
    String folded = text.replace('\u037a', 'ι');
    // Twice, since what comes apart may have a case of its own, and what changes its case marks.
    for (int i = 0; i < 2; i++) {
      folded = apart(folded).toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT);
      folded = folded.toLowerCase(Locale.ROOT);
    }
    folded = apart(folded);
    StringBuilder kept = new StringBuilder(folded.length());
    folded.codePoints().forEach(c -> keep(c, kept));
    return kept.toString();
  }

  /** Without the iota below a letter: a mark, and the one whose upper case is none. */
  private static String apart(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKD).replace("\u0345", "");
  }

  private static void keep(int c, StringBuilder kept) {
    if (c > ' ' && c < 127) {
      kept.append((char) c);
    } else if ((c >= '\t' && c <= '\r') || Character.isSpaceChar(c)) {
      kept.append(' ');
    } else if (isNumber(c) && number(c) >= 0) {
      kept.append(number(c));
    } else if (isLatin(c)) {
      kept.append(c == 'ƾ' ? "ts" : nameOf(c));
    } else if (!isIgnored(c)) {
      kept.appendCodePoint(usual(c));
    }
  }

  /** Forms at the end of a word, and the one letter of Cyrillic that only looks like another. */
  private static int usual(int c) {
    return switch (c) {
      case 'ך' -> 'כ';
      case 'ם' -> 'מ';
      case 'ן' -> 'נ';
      case 'ף' -> 'פ';
      case 'ץ' -> 'צ';
      case 'ґ' -> 'г';
      default -> c;
    };
  }

  /** Digits of all scripts, and those in circles that Unicode does not decompose. */
  private static boolean isNumber(int c) {
    return switch (Character.getType(c)) {
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
      default -> false;
    };
  }

  // That it also takes letters for numbers is of no matter: only numbers get here.
  @SuppressWarnings("CharacterGetNumericValue")
  private static int number(int c) {
    return Character.getNumericValue(c);
  }

  /** The dot is part of the letter in Catalan's l·l. */
  private static boolean isIgnored(int c) {
    if (c == '·') {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> true;
      case Character.COMBINING_SPACING_MARK, Character.MODIFIER_LETTER -> true;
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> true;
      default ->
          switch (Character.UnicodeScript.of(c)) {
            case COMMON, GREEK, CYRILLIC, ARMENIAN, GEORGIAN, HEBREW, ARABIC -> false;
            case HAN, HANGUL, THAI, DEVANAGARI, BENGALI, TAMIL -> false;
            default -> true;
          };
    };
  }

  /** A letter of Latin beyond ASCII, also one that is set above another. */
  private static boolean isLatin(int c) {
    return Character.isLetter(c)
        ? Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN
        : (c >= 0x363 && c <= 0x36f) || (c >= 0x1dd3 && c <= 0x1df4);
  }

  /**
   * The letters that its name says, which are those that it is compared as: of "LATIN SMALL LETTER
   * O WITH STROKE" the o, and of "LATIN SMALL LETTER AE" both.
   */
  private static String nameOf(int c) {
    String name = String.valueOf(Character.getName(c));
    int with = name.indexOf(" WITH ");
    StringBuilder letters = new StringBuilder();
    for (String word : (with < 0 ? name : name.substring(0, with)).split(" ", -1)) {
      if (!OF_NAMES.contains(word)) {
        letters.append(word);
      }
    }
    String folded = letters.toString().toLowerCase(Locale.ROOT);
    return folded.equals("eth") ? "d" : folded;
  }
}
