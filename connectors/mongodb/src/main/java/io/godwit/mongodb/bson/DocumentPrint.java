package io.godwit.mongodb.bson;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.bson.RawBsonDocument;

/**
 * A digest of what a document holds beside its {@code _id}, which never changes and which a server
 * may have made. Two documents of one print are one to the byte, in the order of their fields too.
 */
public final class DocumentPrint {

  private static final byte[] ID = {'_', 'i', 'd'};
  private static final int BYTES = 16;

  private DocumentPrint() {}

  /** The print of a document that a server has sent, or is sent. */
  public static String of(RawBsonDocument document) {
    byte[] bytes = RawValue.bytes(document);
    MessageDigest digest = digest();
    try {
      BsonCursor cursor = new BsonCursor(bytes, 0, bytes.length);
      cursor.enter();
      for (int type = cursor.int8(); type != 0; type = cursor.int8()) {
        int start = cursor.at() - 1;
        int name = cursor.at();
        int end = cursor.passName();
        cursor.pass(type);
        if (!Arrays.equals(bytes, name, end, ID, 0, ID.length)) {
          digest.update(bytes, start, cursor.at() - start);
        }
      }
    } catch (UnreadableDocument e) {
      // Servers send whole documents; of one that is not, all of it counts.
      digest.update(bytes);
    }
    return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
