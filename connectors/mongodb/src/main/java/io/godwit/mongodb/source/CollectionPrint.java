package io.godwit.mongodb.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.bson.BsonDocument;

/**
 * What tells one set of collections from another: their names and UUIDs, and the filter. Not their
 * contents, which may change while they are read.
 */
final class CollectionPrint {

  /** Of so many collections a person may like to read the UUIDs; beyond, they would fill a page. */
  private static final int FEW = 4;

  private CollectionPrint() {}

  static String of(String database, CollectionChoice choice, BsonDocument filter) {
    List<String> prints =
        choice.collections().stream()
            .map(one -> (one.name() + " " + one.identity()).strip())
            .toList();
    String chosen =
        prints.size() <= FEW
            ? String.join(", ", prints)
            : prints.size() + " collections, sha256:" + digest(prints);
    return database + ": " + chosen + (filter.isEmpty() ? "" : ", filter " + filter.toJson());
  }

  /** Of texts in their order, so that none can pass for two; in hexadecimal digits. */
  static String digest(List<String> prints) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String print : prints) {
        digest.update(print.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
