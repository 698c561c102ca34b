package io.godwit.worker.step.name;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Letters from a to z of a text, as a person would write the name on a keyboard without others.
 *
 * <p>What can be taken apart is (é is e and a mark), marks go, and Latin, Greek and Cyrillic
 * letters that cannot have their usual spelling. Letters of other scripts are left out: how a
 * Chinese or an Arabic name is spelt depends on the person, and a wrong guess is worse than none.
 */
final class LatinLetters {

  private static final Map<Integer, String> SPELLINGS = spellings();

  private LatinLetters() {}

  /**
   * The letters and digits of a text in lower case, one {@code gap} for what stood between them.
   *
   * @param gap what stands between words; perhaps nothing
   * @return perhaps empty; neither begins nor ends with the gap
   */
  static String of(String text, String gap) {
    String lower = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    StringBuilder letters = new StringBuilder(lower.length());
    boolean between = false;
    for (int i = 0; i < lower.length(); i += Character.charCount(lower.codePointAt(i))) {
      int c = lower.codePointAt(i);
      String spelt = spelt(c);
      if (!spelt.isEmpty()) {
        letters.append(between && !letters.isEmpty() ? gap : "").append(spelt);
        between = false;
      } else if (!joins(c)) {
        between = true;
      }
    }
    return letters.toString();
  }

  private static String spelt(int c) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      return Character.toString(c);
    }
    return SPELLINGS.getOrDefault(c, "");
  }

  /** Whether it belongs to the word around it: a mark, an apostrophe, a letter that is left out. */
  private static boolean joins(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.MODIFIER_LETTER,
          Character.MODIFIER_SYMBOL,
          Character.FORMAT,
          Character.LOWERCASE_LETTER,
          Character.OTHER_LETTER ->
          true;
      default -> c == '\'' || c == '\u2019' || c == '\u02bc' || c == '`';
    };
  }

  private static Map<Integer, String> spellings() {
    Map<Integer, String> all = new HashMap<>();
    put(all, "ß ss æ ae œ oe ø o đ d ð d þ th ł l ı i ħ h ŋ n ŧ t ĸ k ə e");
    put(all, "α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t");
    put(all, "υ y φ f χ ch ψ ps ω o");
    put(all, "а a б b в v г g д d е e ж zh з z и i к k л l м m н n о o п p р r с s т t у u ф f");
    put(
        all,
        "х kh ц ts ч ch ш sh щ shch ы y э e ю yu я ya є ye і i ґ g ј j љ lj њ nj ћ c ђ dj џ dz");
    put(all, "ѕ dz ў u");
    return Map.copyOf(all);
  }

  private static void put(Map<Integer, String> all, String pairs) {
    String[] parts = pairs.split(" ");
    for (int i = 0; i < parts.length; i += 2) {
      all.put(parts[i].codePointAt(0), parts[i + 1]);
    }
  }
}
