package io.godwit.files.bytes;

/** How many cases a property has, and where they begin. */
public final class Seeds {

  private static final boolean LONG = Boolean.getBoolean("godwit.long");

  private Seeds() {}

  /** The first seed: fixed, unless a property or the long build says otherwise. */
  public static long first() {
    long first = Long.getLong("godwit.seed", LONG ? System.nanoTime() : 0);
    System.out.println("seeds from -Dgodwit.seed=" + first);
    return first;
  }

  /** How many cases, by how many there are in the ordinary build. */
  public static int count(int ordinary) {
    return LONG ? 20 * ordinary : ordinary;
  }
}
