package io.godwit.jdbc.sql.write;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.sink.SupportsWitness.Witness;
import io.godwit.jdbc.sql.batch.Batch;
import io.godwit.jdbc.sql.batch.ColumnLayout;
import io.godwit.jdbc.sql.batch.SentRows;
import io.godwit.jdbc.sql.batch.Slice;
import io.godwit.jdbc.sql.batch.WriteOrder;
import io.godwit.jdbc.sql.dialect.Dialect;
import io.godwit.jdbc.sql.dialect.SqlErrors;
import io.godwit.jdbc.sql.dialect.WaitingPiece;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.FieldRules;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * Tries whether a table takes anything now, in a transaction that is rolled back: triggers,
 * policies and rights are asked as in a real write, and nothing is left but gaps in sequences.
 *
 * <p>The best witness goes the way of the record in question, which is an insert or an update: a
 * record that was taken before, under that one's key. Another rule may stand in its way, a unique
 * index above all; then it is tried under its own key. Its row is there already, so it would go in
 * as an update, and a trigger that refuses inserts alone would not be met: the row is deleted first
 * where that is possible and no other table refers to it, since a cascade may be long.
 */
final class WriteProbe {

  private final Door door;
  private final Dialect dialect;
  private final SqlErrors errors;
  private final FieldRules rules;

  /** Over a connection on which nothing is begun. */
  WriteProbe(Door door) {
    this.door = door;
    this.dialect = door.dialect();
    this.errors = door.dialect().errors();
    this.rules = door.rules();
  }

  /** What goes in here fills the staging table with one row. */
  private interface Filling {
    /** Answers whether there is a row. */
    boolean fill() throws SQLException;
  }

  /**
   * A row that was taken before, or rows of the table, or nothing at all where it has none.
   *
   * @throws Trouble where all of that is refused
   */
  Witness of(Optional<Document> accepted, Document refused) throws SQLException, Trouble {
    if (accepted.isPresent()) {
      return of(accepted.get(), refused);
    }
    ColumnLayout layout = layoutOfRows();
    Optional<SQLException> refusal = Optional.empty();
    for (String which : door.statements().anyRow(rules.table())) {
      try {
        if (isTaken(layout, () -> copyRow(layout, which), true)) {
          return Witness.RECORD;
        }
      } catch (SQLException e) {
        refusal = Optional.of(passingThrough(e));
      }
    }
    if (refusal.isPresent()) {
      throw refusesAll(refusal.get());
    }
    return nothing();
  }

  private Witness of(Document accepted, Document refused) throws SQLException, Trouble {
    try {
      if (isTaken(withKeyOf(refused, accepted), false)) {
        return Witness.RECORD;
      }
    } catch (SQLException e) {
      passingThrough(e);
    }
    try {
      if (isTaken(accepted, true)) {
        return Witness.RECORD;
      }
    } catch (SQLException e) {
      throw refusesAll(passingThrough(e));
    }
    throw new Trouble(
        ErrorCode.TARGET_REFUSES_ALL,
        "table " + rules.table().name() + " leaves out a record without an error");
  }

  private Document withKeyOf(Document other, Document row) {
    Document fields = row;
    for (Column column : rules.key()) {
      Optional<Value> value = other.get(column.name());
      fields = value.isPresent() ? fields.with(column.name(), value.get()) : fields;
    }
    return fields;
  }

  private boolean isTaken(Document row, boolean asNew) throws SQLException, Trouble {
    Batch batch = Batch.of(1, ignored -> row, rules);
    List<Slice> pieces = WriteOrder.of(batch.keys(), batch.groups());
    if (pieces.isEmpty()) {
      return false;
    }
    ColumnLayout layout = batch.layout(pieces.getFirst().group());
    Filling filling =
        () -> {
          SentRows sent = new SentRows(1);
          door.stage(batch, pieces.getFirst(), sent);
          return sent.rows() == 1;
        };
    return isTaken(layout, filling, asNew);
  }

  /** Answers no where there is nothing to be taken. */
  private boolean isTaken(ColumnLayout layout, Filling filling, boolean asNew)
      throws SQLException, Trouble {
    door.enter();
    try {
      door.clear();
      if (!filling.fill()) {
        return false;
      }
      if (asNew) {
        delete(layout);
      }
      return door.merge(layout, 1);
    } finally {
      door.leave();
    }
  }

  /** Where it may not, the row stays, and goes in as an update. */
  private void delete(ColumnLayout layout) throws SQLException {
    Connection connection = door.connection();
    Optional<String> same = door.sameRow();
    Optional<WaitingPiece> waiting = door.staging().rows().waiting();
    if (same.isEmpty() || dialect.catalog().isReferredTo(connection, rules.table())) {
      return;
    }
    Savepoint before = connection.setSavepoint();
    try {
      if (waiting.isPresent()) {
        waiting.get().delete(connection, rules, layout, door.identity());
      } else {
        door.execute(door.statements().deleteStaged(rules.table(), same.get()));
      }
    } catch (SQLException e) {
      passingThrough(e);
      connection.rollback(before);
    }
  }

  /** A user who may not read the table has no row of it. */
  private boolean copyRow(ColumnLayout layout, String which) throws SQLException {
    Optional<WaitingPiece> waiting = door.staging().rows().waiting();
    if (waiting.isPresent()) {
      return waiting.get().copyAny(door.connection(), rules, layout);
    }
    String copy =
        "insert into %s (%s) select %s from %s"
            .formatted(
                door.statements().staging(),
                layout.names(),
                layout.names(),
                rules.table().quoted());
    try (Statement statement = door.connection().createStatement()) {
      return statement.executeUpdate(copy + which) == 1;
    } catch (SQLException e) {
      passingThrough(e);
      return false;
    }
  }

  /** Every column that may be written. */
  private ColumnLayout layoutOfRows() {
    List<Column> others =
        rules.table().columns().stream()
            .filter(column -> !rules.key().contains(column))
            .filter(column -> rules.refusal(column.name()).isEmpty())
            .toList();
    return ColumnLayout.of(rules, others);
  }

  private Witness nothing() throws SQLException, Trouble {
    door.enter();
    try {
      door.clear();
      door.merge(ColumnLayout.shortest(rules), 0);
      return Witness.NOTHING;
    } catch (SQLException e) {
      throw refusesAll(passingThrough(e));
    } finally {
      door.leave();
    }
  }

  /** Throws what passes: it says nothing of what the table takes. */
  private SQLException passingThrough(SQLException e) throws SQLException {
    if (errors.isPassing(e)) {
      throw e;
    }
    return e;
  }

  private Trouble refusesAll(SQLException e) {
    return errors.trouble("table " + rules.table().name(), e);
  }
}
