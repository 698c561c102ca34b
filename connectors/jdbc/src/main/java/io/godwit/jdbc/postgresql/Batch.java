package io.godwit.jdbc.postgresql;

import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Document;
import io.godwit.common.model.Failure;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.Value;
import io.godwit.jdbc.sql.SinkKeys;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A batch on its way into the table: its records, their shapes and keys, and what became of them so
 * far. For one thread.
 */
final class Batch {

  private final List<DataRecord> records;
  private final FieldRules rules;
  private final List<Column> key;
  private final BatchLayouts layouts;
  private final FieldOrder[] shapeOf;
  private final int[] groups;
  private final SinkKeys keys;
  private final Answer[] answers;

  private Batch(List<DataRecord> records, FieldRules rules) {
    this.records = records;
    this.rules = rules;
    this.key = rules.key();
    this.layouts = new BatchLayouts(rules);
    this.shapeOf = new FieldOrder[records.size()];
    this.groups = new int[records.size()];
    this.keys = new SinkKeys(records.size());
    this.answers = new Answer[records.size()];
  }

  /** A batch of which those records have failed that can be told without asking the server. */
  static Batch of(List<DataRecord> records, FieldRules rules) {
    Batch batch = new Batch(records, rules);
    // Until something else becomes of a record, it is written: the batch is answered only when all
    // of it is settled.
    Arrays.fill(batch.answers, Outcome.Written.WRITTEN);
    CopyBuffer bytes = new CopyBuffer();
    for (int i = 0; i < records.size(); i++) {
      batch.prepare(i, bytes);
    }
    batch.keys.over(bytes.bytes());
    return batch;
  }

  private void prepare(int record, CopyBuffer bytes) {
    Document document = records.get(record).fields();
    FieldOrder order = layouts.of(document);
    shapeOf[record] = order;
    groups[record] = order.group();
    Optional<Failure> failure = order.failure().or(() -> withoutKey(document, order));
    if (failure.isPresent()) {
      fail(record, failure.get());
      return;
    }
    int start = bytes.length();
    boolean sure = true;
    for (int i = 0; i < key.size(); i++) {
      sure &= ComparableKey.write(document.value(order.fields()[i]), key.get(i), bytes);
      bytes.raw('\t');
    }
    keys.set(record, start, bytes.length(), sure);
  }

  /** A unique index does not hold nulls apart: each repetition would insert another row. */
  private Optional<Failure> withoutKey(Document document, FieldOrder order) {
    for (int i = 0; i < key.size(); i++) {
      if (document.value(order.fields()[i]) == Value.Null.NULL) {
        return ValueMessages.noKey(key.get(i), "null");
      }
      Optional<Failure> problem = KeyRule.problem(document.value(order.fields()[i]), key.get(i));
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  /** Writes a record as a line of COPY; answers why not where it cannot be sent as it is. */
  Optional<Failure> line(int record, ColumnLayout layout, CopyBuffer out) {
    int start = out.length();
    Document document = records.get(record).fields();
    int[] fields = shapeOf[record].fields();
    List<Column> columns = layout.columns();
    for (int i = 0; i < fields.length; i++) {
      if (i > 0) {
        out.raw('\t');
      }
      Optional<Failure> failure = ValueWriter.write(document.value(fields[i]), columns.get(i), out);
      if (failure.isPresent()) {
        out.cut(start);
        return failure;
      }
    }
    out.raw('\n');
    return Optional.empty();
  }

  /**
   * Writes a record as a row of binary COPY; answers whether all of its values have such a form.
   */
  boolean row(int record, ColumnLayout layout, CopyBuffer out) {
    Document document = records.get(record).fields();
    int[] fields = shapeOf[record].fields();
    List<Column> columns = layout.columns();
    BinaryForm.row(fields.length, out);
    for (int i = 0; i < fields.length; i++) {
      if (!BinaryForm.value(document.value(fields[i]), columns.get(i), out)) {
        return false;
      }
    }
    return true;
  }

  /** The columns and statements of a group. */
  ColumnLayout layout(int group) {
    return layouts.layout(group);
  }

  /** Whether some record has a value for a column. */
  boolean writes(String column) {
    return layouts.write(column);
  }

  /** The keys; records that have failed already have none. */
  SinkKeys keys() {
    return keys;
  }

  /** The group of each record. */
  int[] groups() {
    return groups;
  }

  /** Takes note that a record cannot be written, which is so at every attempt. */
  void fail(int record, Failure failure) {
    answers[record] = new Outcome.Failed(failure);
  }

  /** Takes note of what the target says of a record that it refuses alone. */
  void refused(int record, Answer answer) {
    answers[record] = answer;
  }

  /** Forgets what the target said of a record: it is asked anew. */
  void forget(int record) {
    answers[record] = Outcome.Written.WRITTEN;
  }

  /** What the table has a place for. */
  FieldRules rules() {
    return rules;
  }

  /** A record of it. */
  DataRecord record(int record) {
    return records.get(record);
  }

  /** What became of each record. */
  List<Answer> answers() {
    return List.of(answers);
  }
}
