package io.godwit.common.store;

import java.util.Comparator;

/**
 * The order of names in a store: that of their UTF-8 bytes, which is that of their code points.
 * {@link String#compareTo} has another one where names hold characters beyond U+FFFF.
 */
public enum NameOrder implements Comparator<String> {
  /** The one order. */
  NAMES;

  @Override
  public int compare(String one, String other) {
    int most = Math.min(one.length(), other.length());
    for (int i = 0; i < most; i++) {
      char a = one.charAt(i);
      char b = other.charAt(i);
      if (a != b) {
        boolean beyond = Character.isSurrogate(a) != Character.isSurrogate(b);
        return beyond ? Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b)) : a - b;
      }
    }
    return one.length() - other.length();
  }
}
