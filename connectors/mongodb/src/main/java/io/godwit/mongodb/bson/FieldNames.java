package io.godwit.mongodb.bson;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.value.Document;
import java.nio.charset.StandardCharsets;

/**
 * The names of a document's fields as BSON has them, remembered for the next document, which mostly
 * has the same. For one thread.
 */
final class FieldNames {

  private static final byte[] NOT_PLAIN = {};

  private Document example = Document.empty();
  private byte[][] encoded = {};

  /**
   * Looks at the names of a document that is to replace another one.
   *
   * @throws UnwritableRecord where one would be taken for an operator
   */
  void look(Document document) throws UnwritableRecord {
    if (document.sameNames(example)) {
      return;
    }
    byte[][] names = new byte[document.size()][];
    for (int i = 0; i < names.length; i++) {
      String name = document.name(i);
      if (name.startsWith("$")) {
        throw new UnwritableRecord(
            ErrorCode.TARGET_REFUSED,
            "a field whose name starts with '$' would be taken for an operator; rename it",
            name);
      }
      names[i] = encoded(name);
    }
    example = document.blank();
    encoded = names;
  }

  /** What can be no name is left to the buffer, which says why. */
  private static byte[] encoded(String name) {
    return name.indexOf(0) < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(name)
        ? (name + '\0').getBytes(StandardCharsets.UTF_8)
        : NOT_PLAIN;
  }

  /** Writes a name of the document that was looked at last. */
  void write(int field, BsonBuffer out) throws UnwritableRecord {
    if (encoded[field].length == 0) {
      out.cstring(example.name(field), example.name(field));
    } else {
      out.raw(encoded[field]);
    }
  }
}
