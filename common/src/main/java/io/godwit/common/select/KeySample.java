package io.godwit.common.select;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A share of all keys: those whose hash lies below a bound. The hash is of the key's text alone, so
 * what belongs together by its key is in the sample of every source or of none.
 *
 * @param bound how many of the 2^53 hashes are taken
 */
record KeySample(long bound) {

  private static final int BITS = 53;

  /** FNV-1a of 64 bits. */
  private static final long BASIS = 0xcbf29ce484222325L;

  private static final long PRIME = 0x100000001b3L;

  /** The share of so many in a hundred. */
  static KeySample of(BigDecimal percent) {
    return new KeySample(
        percent
            .movePointLeft(2)
            .multiply(BigDecimal.valueOf(1L << BITS))
            .setScale(0, RoundingMode.HALF_UP)
            .longValueExact());
  }

  boolean takes(String key) {
    return hash(key) >>> (Long.SIZE - BITS) < bound;
  }

  /** The multiplications at the end spread what FNV leaves in the low bits over the high ones. */
  private static long hash(String key) {
    long hash = BASIS;
    for (int i = 0; i < key.length(); i++) {
      hash = (hash ^ key.charAt(i)) * PRIME;
    }
    hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
    return hash ^ hash >>> 33;
  }
}
