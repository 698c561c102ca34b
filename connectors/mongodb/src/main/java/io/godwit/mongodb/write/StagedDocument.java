package io.godwit.mongodb.write;

import io.godwit.common.model.Row;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.mongodb.bson.KeyFilter;
import io.godwit.mongodb.bson.UnwritableRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A document on its way to one of several collections. For one thread. */
final class StagedDocument {

  private final int record;
  private final Mark mark;
  private final Row row;
  private final List<Value> key;
  private final Object identity;
  private boolean made;

  /**
   * The documents of one record, none of which has the key of another.
   *
   * @param index its place in the batch
   * @param documents in the order in which they are to be written; at least one
   */
  record Whole(int index, List<StagedDocument> documents) {
    /** Those that can be taken back. */
    List<StagedDocument> early() {
      return documents.subList(0, documents.size() - 1);
    }

    /** The one that cannot. */
    List<StagedDocument> last() {
      return List.of(documents.getLast());
    }
  }

  private StagedDocument(int record, Mark mark, Row row, List<Value> key, Object identity) {
    this.record = record;
    this.mark = mark;
    this.row = row;
    this.key = key;
    this.identity = identity;
  }

  /**
   * Of two rows of a record that have one key the later one stands, as it would if both were
   * written.
   *
   * @throws UnwritableRecord where a row has no key, or a field of the mark's name
   */
  static Whole of(int index, Write write, List<GuardedCollection> collections)
      throws UnwritableRecord {
    Mark mark = Mark.of(write.record());
    Map<Object, StagedDocument> staged = new LinkedHashMap<>();
    for (Row row : write.rows()) {
      MongoSink.Target target = collections.get(row.table()).target();
      if (row.fields().indexOf(Mark.FIELD) >= 0) {
        throw new UnwritableRecord(
            ErrorCode.VALUE_UNSUPPORTED,
            "a field named '"
                + Mark.FIELD
                + "' is written by Godwit where a record has several documents; give it another"
                + " name",
            Mark.FIELD);
      }
      List<Value> key = KeyFilter.of(row.fields(), target.key());
      List<Object> identity = new ArrayList<>();
      identity.add(target.collection());
      key.forEach(value -> identity.add(target.identity(value)));
      staged.remove(identity);
      staged.put(identity, new StagedDocument(index, mark, row, key, identity));
    }
    return new Whole(index, List.copyOf(staged.values()));
  }

  int record() {
    return record;
  }

  Mark mark() {
    return mark;
  }

  int table() {
    return row.table();
  }

  Document fields() {
    return row.fields();
  }

  List<Value> key() {
    return key;
  }

  /** Equal for two documents at least where they would be one. */
  Object identity() {
    return identity;
  }

  /** It stands there with its record's mark. */
  void madeHere() {
    made = true;
  }

  boolean isMadeHere() {
    return made;
  }
}
