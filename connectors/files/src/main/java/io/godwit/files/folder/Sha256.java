package io.godwit.files.folder;

import io.godwit.common.store.ContentHash;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash that is made of every content on its way. */
final class Sha256 {

  private static final String NAME = "SHA-256";

  private Sha256() {}

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance(NAME);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** What a digest has come to; it begins anew. */
  static ContentHash of(MessageDigest digest) {
    return new ContentHash(NAME, HexFormat.of().formatHex(digest.digest()));
  }

  static ContentHash known(String hex) {
    return new ContentHash(NAME, hex);
  }
}
