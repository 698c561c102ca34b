package io.godwit.jdbc.sql.write;

import io.godwit.common.model.Answer;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.Row;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.jdbc.sql.batch.Batch;
import io.godwit.jdbc.sql.batch.RepeatedRecords;
import io.godwit.jdbc.sql.batch.Slice;
import io.godwit.jdbc.sql.batch.WriteOrder;
import io.godwit.jdbc.sql.fit.FieldRules;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A batch of writes, by table: the rows that go to a table are a {@link Batch} of it, and each
 * knows the write that it is a part of. Whatever becomes of a row becomes of the whole write. For
 * one thread.
 */
final class RowBatch {

  private final List<Write> writes;
  private final List<TableRows> tables;
  private final Answer[] answers;

  /**
   * What goes to one table.
   *
   * @param documents the rows, in the order of the batch
   * @param writeOf the place of the write that each row is of
   * @param pieces which rows may go in one statement, in their order
   */
  private record TableRows(
      List<Document> documents, Batch batch, int[] writeOf, List<Slice> pieces) {

    static TableRows of(List<Write> writes, int table, FieldRules rules) {
      List<Document> documents = new ArrayList<>();
      List<Integer> writeOf = new ArrayList<>();
      for (int write = 0; write < writes.size(); write++) {
        for (Row row : writes.get(write).rows()) {
          if (row.table() == table) {
            documents.add(row.fields());
            writeOf.add(write);
          }
        }
      }
      Batch batch = Batch.of(documents.size(), documents::get, rules);
      return new TableRows(
          documents,
          batch,
          writeOf.stream().mapToInt(Integer::intValue).toArray(),
          WriteOrder.of(batch.keys(), batch.groups()));
    }
  }

  private RowBatch(List<Write> writes, List<TableRows> tables) {
    this.writes = writes;
    this.tables = tables;
    this.answers = new Answer[writes.size()];
    Arrays.fill(answers, Outcome.Written.WRITTEN);
  }

  /** A batch of which those writes have failed that can be told without asking the server. */
  static RowBatch of(List<Write> writes, List<FieldRules> rules) {
    requireTables(writes, rules.size());
    List<TableRows> tables = new ArrayList<>();
    for (int table = 0; table < rules.size(); table++) {
      tables.add(TableRows.of(writes, table, rules.get(table)));
    }
    RowBatch batch = new RowBatch(writes, tables);
    for (int table = 0; table < tables.size(); table++) {
      TableRows rows = tables.get(table);
      for (int row = 0; row < rows.writeOf().length; row++) {
        batch.fails(table, row);
      }
    }
    return batch;
  }

  private static void requireTables(List<Write> writes, int tables) {
    for (Write write : writes) {
      for (Row row : write.rows()) {
        if (row.table() >= tables) {
          throw new IllegalArgumentException(
              "a row of record %s is for table %d, and the sink was opened with %d"
                  .formatted(write.record().id(), row.table(), tables));
        }
      }
    }
  }

  /** The first row of a write that goes to a table; empty where none does. */
  static Optional<Document> first(Write write, int table) {
    return write.rows().stream().filter(row -> row.table() == table).map(Row::fields).findFirst();
  }

  /** How many writes it has. */
  int size() {
    return writes.size();
  }

  /** The rows of a table. */
  Batch rows(int table) {
    return tables.get(table).batch();
  }

  /** Those of some writes of which nothing has become yet. */
  BitSet open(int[] some) {
    BitSet open = new BitSet();
    for (int write : some) {
      open.set(write, answers[write] == Outcome.Written.WRITTEN);
    }
    return open;
  }

  /** What goes to a table of some writes: pieces of its rows, in their order. */
  List<Slice> pieces(int table, BitSet some) {
    TableRows rows = tables.get(table);
    List<Slice> pieces = new ArrayList<>();
    for (Slice piece : rows.pieces()) {
      int[] wanted =
          Arrays.stream(piece.records()).filter(row -> some.get(rows.writeOf()[row])).toArray();
      if (wanted.length > 0) {
        pieces.add(new Slice(piece.group(), wanted));
      }
    }
    return pieces;
  }

  /** The write that a row is of. */
  int writeOf(int table, int row) {
    return tables.get(table).writeOf()[row];
  }

  /** Whether a row was found unfit on its way; then its write has failed. */
  boolean fails(int table, int row) {
    if (tables.get(table).batch().answer(row) instanceof Outcome.Failed failed) {
      answers[writeOf(table, row)] = failed;
      return true;
    }
    return false;
  }

  /** Takes note that a write is refused alone. */
  void refused(int write, Answer answer) {
    answers[write] = answer;
    for (TableRows rows : tables) {
      for (int row = 0; row < rows.writeOf().length; row++) {
        if (rows.writeOf()[row] == write) {
          rows.batch().refused(row, answer);
        }
      }
    }
  }

  /** Forgets what the target said of a write: it is asked anew. */
  void forget(int write) {
    refused(write, Outcome.Written.WRITTEN);
  }

  /** What became of each write. */
  List<Answer> answers() {
    return List.of(answers);
  }

  /**
   * The refused writes that stand behind one which was not refused and has a row of the same key.
   */
  BitSet behindOthers(BitSet refused) {
    BitSet behind = new BitSet();
    for (TableRows rows : tables) {
      BitSet refusedRows = new BitSet();
      for (int row = 0; row < rows.writeOf().length; row++) {
        refusedRows.set(row, refused.get(rows.writeOf()[row]));
      }
      RepeatedRecords.behindOthers(refusedRows, rows.batch().keys())
          .forEach(row -> behind.set(rows.writeOf()[row]));
    }
    return behind;
  }

  /**
   * The writes that an earlier attempt has made already: those that are held, and what stands
   * before them and shares a key with them, since that attempt had them in this order.
   */
  BitSet upTo(BitSet held) {
    BitSet made = new BitSet();
    for (TableRows rows : tables) {
      Map<String, Integer> writtenTo = new HashMap<>();
      for (int row = 0; row < rows.writeOf().length; row++) {
        if (held.get(rows.writeOf()[row])) {
          writtenTo.merge(rows.batch().keys().text(row), rows.writeOf()[row], Math::max);
        }
      }
      for (int row = 0; row < rows.writeOf().length && !writtenTo.isEmpty(); row++) {
        if (rows.batch().keys().has(row)
            && rows.writeOf()[row] <= writtenTo.getOrDefault(rows.batch().keys().text(row), -1)) {
          made.set(rows.writeOf()[row]);
        }
      }
    }
    return made;
  }

  /** Those of some writes that the tables hold exactly. */
  BitSet held(BitSet some, List<Door> doors) throws SQLException, Trouble {
    List<Integer> places = some.stream().boxed().toList();
    RowBatch asked =
        of(places.stream().map(writes::get).toList(), doors.stream().map(Door::rules).toList());
    List<Boolean> answers = asked.held(doors);
    BitSet held = new BitSet();
    for (int i = 0; i < answers.size(); i++) {
      held.set(places.get(i), answers.get(i));
    }
    return held;
  }

  /** Whether the tables hold each write exactly: every row of it under its key. */
  List<Boolean> held(List<Door> doors) throws SQLException, Trouble {
    boolean[] missing = new boolean[writes.size()];
    for (int table = 0; table < tables.size(); table++) {
      TableRows rows = tables.get(table);
      if (!rows.documents().isEmpty()) {
        List<Boolean> held = new Recall(doors.get(table)).of(rows.documents());
        for (int row = 0; row < held.size(); row++) {
          missing[rows.writeOf()[row]] |= !held.get(row);
        }
      }
    }
    List<Boolean> held = new ArrayList<>(missing.length);
    for (boolean lacks : missing) {
      held.add(!lacks);
    }
    return held;
  }
}
