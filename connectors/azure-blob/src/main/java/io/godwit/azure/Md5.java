package io.godwit.azure;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash that the service checks: against damage on the way, not against an attacker. */
final class Md5 {

  private Md5() {}

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
