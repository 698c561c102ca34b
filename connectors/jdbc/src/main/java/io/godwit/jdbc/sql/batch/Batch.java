package io.godwit.jdbc.sql.batch;

import io.godwit.common.model.Answer;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.FieldRules;
import io.godwit.jdbc.sql.fit.KeyRule;
import io.godwit.jdbc.sql.fit.ValueMessages;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * A batch on its way into a table: its records, one row each, their shapes and keys, and what
 * became of them so far. For one thread.
 */
public final class Batch {

  private final IntFunction<Document> rows;
  private final List<Column> key;
  private final BatchLayouts layouts;
  private final FieldOrder[] shapeOf;
  private final int[] groups;
  private final SinkKeys keys;
  private final Answer[] answers;

  private Batch(int records, IntFunction<Document> rows, FieldRules rules) {
    this.rows = rows;
    this.key = rules.key();
    this.layouts = new BatchLayouts(rules);
    this.shapeOf = new FieldOrder[records];
    this.groups = new int[records];
    this.keys = new SinkKeys(records);
    this.answers = new Answer[records];
  }

  /**
   * A batch of which those records have failed that can be told without asking the server.
   *
   * @param records how many
   * @param rows the fields of each, the same at every call; asked for rather than copied
   */
  public static Batch of(int records, IntFunction<Document> rows, FieldRules rules) {
    Batch batch = new Batch(records, rows, rules);
    // Until something else becomes of a record, it is written: the batch is answered only when all
    // of it is settled.
    Arrays.fill(batch.answers, Outcome.Written.WRITTEN);
    KeyBytes bytes = new KeyBytes();
    BareKey bare = new BareKey(rules.key(), bytes);
    for (int i = 0; i < records; i++) {
      batch.prepare(i, bare, bytes);
    }
    batch.keys.over(bytes.bytes());
    return batch;
  }

  private void prepare(int record, BareKey bare, KeyBytes bytes) {
    Document document = rows.apply(record);
    FieldOrder order = layouts.of(document);
    shapeOf[record] = order;
    groups[record] = order.group();
    if (order.failure().isPresent()) {
      fail(record, order.failure().get());
      return;
    }
    int start = bytes.length();
    if (key.isEmpty()) {
      // Each is a row of its own, whatever it holds.
      bytes.number(record);
      keys.set(record, start, bytes.length(), true);
      return;
    }
    if (bare.write(document, order.fields())) {
      keys.set(record, start, bytes.length(), true);
      return;
    }
    bytes.cut(start);
    Optional<Failure> failure = withoutKey(document, order);
    if (failure.isPresent()) {
      fail(record, failure.get());
      return;
    }
    boolean sure = true;
    for (int i = 0; i < key.size(); i++) {
      sure &= ComparableKey.write(document.value(order.fields()[i]), key.get(i), bytes);
      bytes.end();
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

  /** The fields of a record. */
  public Document fields(int record) {
    return rows.apply(record);
  }

  /**
   * Where the fields of a record have the value of each column of its layout; not to be changed.
   */
  public int[] places(int record) {
    return shapeOf[record].fields();
  }

  /** The columns of a group. */
  public ColumnLayout layout(int group) {
    return layouts.layout(group);
  }

  /** Whether some record has a value for a column. */
  public boolean writes(String column) {
    return layouts.write(column);
  }

  /** The keys; records that have failed already have none. */
  public SinkKeys keys() {
    return keys;
  }

  /** The group of each record. */
  public int[] groups() {
    return groups;
  }

  /** Takes note that a record cannot be written, which is so at every attempt. */
  public void fail(int record, Failure failure) {
    answers[record] = new Outcome.Failed(failure);
  }

  /** Takes note of how a record ended that was sent. */
  public void end(int record, Outcome outcome) {
    answers[record] = outcome;
  }

  /** Takes note of what the target says of a record that it refuses alone. */
  public void refused(int record, Answer answer) {
    answers[record] = answer;
  }

  /** Forgets what the target said of a record: it is asked anew. */
  public void forget(int record) {
    answers[record] = Outcome.Written.WRITTEN;
  }

  /** What is known of a record by now. */
  public Answer answer(int record) {
    return answers[record];
  }

  /** What became of each record. */
  public List<Answer> answers() {
    return List.of(answers);
  }
}
