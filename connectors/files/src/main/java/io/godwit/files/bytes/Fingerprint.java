package io.godwit.files.bytes;

import io.godwit.common.model.failure.Trouble;
import io.godwit.files.content.SourceFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What tells a set of files from another: their names, sizes and times, in their order. */
final class Fingerprint {

  /** Of so many files a person may like to read the states; beyond, they would fill a page. */
  private static final int FEW = 4;

  private Fingerprint() {}

  static String of(List<SourceFile> files) throws Trouble {
    List<String> prints = new ArrayList<>();
    for (SourceFile file : files) {
      prints.add(file.fingerprint());
    }
    return prints.size() <= FEW
        ? String.join(", ", prints)
        : prints.size() + " files, sha256:" + digest(prints);
  }

  private static String digest(List<String> prints) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String print : prints) {
        digest.update(print.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
