package io.godwit.mongodb.undo;

import io.godwit.mongodb.bson.DocumentKey;
import io.godwit.mongodb.bson.DocumentPrint;
import io.godwit.mongodb.bson.RawValue;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;

/**
 * What is kept of a document.
 *
 * @param id in the collection of images
 * @param key a document of its key's fields
 * @param was what it was before the run; empty where there was none
 * @param is the prints of what the run may have left of it; none where it has written nothing
 * @param left why the undo has left it; empty where it has not
 */
record Image(
    String id,
    RawBsonDocument key,
    Optional<RawBsonDocument> was,
    List<String> is,
    Optional<String> left) {

  static final String LEFT = "left";

  private static final String ID = "_id";

  /** What takes back what a run has done to it. */
  enum Deed {
    /** It is as it was, or the run has not written it. */
    NOTHING,
    /** The run has changed it. */
    REPLACE,
    /** The run has made it. */
    DELETE,
    /** It is somebody else's by now. */
    LEAVE
  }

  static Image of(BsonDocument found) {
    return new Image(
        found.getString(ID).getValue(),
        new RawBsonDocument(found.getBinary(DocumentImages.KEY).getData()),
        Optional.ofNullable(found.get(DocumentImages.WAS))
            .map(was -> new RawBsonDocument(was.asBinary().getData())),
        found.getArray(DocumentImages.IS, new BsonArray()).stream()
            .map(print -> print.asString().getValue())
            .toList(),
        Optional.ofNullable(found.get(LEFT)).map(why -> why.asString().getValue()));
  }

  /** How large it is, in bytes. */
  long size() {
    return was.map(document -> (long) RawValue.bytes(document).length).orElse(0L);
  }

  /** The part of its id that tells its key. */
  String keyId() {
    return id.substring(id.lastIndexOf('/') + 1);
  }

  /** Whether a document is what was there before. */
  boolean isAsBefore(Optional<RawBsonDocument> now) {
    return was.map(RawValue::bytes)
        .map(ByteBuffer::wrap)
        .equals(now.map(RawValue::bytes).map(ByteBuffer::wrap));
  }

  /** What is to be done, where it is found to be this now. */
  Deed deed(Optional<RawBsonDocument> now) {
    if (is.isEmpty() || isAsBefore(now)) {
      return Deed.NOTHING;
    }
    if (now.isEmpty() || !is.contains(DocumentPrint.of(now.get()))) {
      return Deed.LEAVE;
    }
    if (was.isEmpty()) {
      return Deed.DELETE;
    }
    // Deleted, and made again by somebody: it cannot get its id back by a replacement.
    return idOf(was.get()).equals(idOf(now.get())) ? Deed.REPLACE : Deed.LEAVE;
  }

  /** A number may stand there as one of another type since, which is the same id. */
  private static Optional<String> idOf(RawBsonDocument document) {
    return DocumentKey.id(document, List.of(ID));
  }
}
