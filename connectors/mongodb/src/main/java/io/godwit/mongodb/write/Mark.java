package io.godwit.mongodb.write;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * What a document has as long as not all documents of its record are there: the name of the record
 * that has made it. It is what tells, also after a crash, that taking the document back takes
 * nothing from anybody else.
 *
 * @param record the record's place in the books and its key: the same at every attempt
 */
record Mark(String record) {

  /** The field of the document that holds it. */
  static final String FIELD = "_godwit";

  static Mark of(DataRecord record) {
    return new Mark(record.id().split() + ":" + record.id().ordinal() + " " + record.key().text());
  }

  /** A document that has it. */
  Document on(Document fields) {
    return fields.with(FIELD, new Value.Text(record));
  }

  /** A key's fields with the mark among them: they find the document only while it is marked. */
  static List<String> names(List<String> key) {
    List<String> names = new ArrayList<>(key);
    names.add(FIELD);
    return names;
  }

  /** The values of these fields. */
  List<Value> values(List<Value> key) {
    List<Value> values = new ArrayList<>(key);
    values.add(new Value.Text(record));
    return values;
  }
}
