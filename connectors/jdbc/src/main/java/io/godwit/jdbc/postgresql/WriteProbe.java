package io.godwit.jdbc.postgresql;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Document;
import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Trouble;
import io.godwit.common.model.Value;
import io.godwit.common.spi.Fault;
import io.godwit.common.spi.SupportsWitness.Witness;
import io.godwit.jdbc.sql.Slice;
import io.godwit.jdbc.sql.WriteOrder;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.postgresql.jdbc.PgConnection;

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

  private static final String REFERRED =
      "select exists (select from pg_constraint where confrelid = ? and contype = 'f')";

  private final GuardedTable.Door door;
  private final PgConnection connection;
  private final Staging staging;
  private final FieldRules rules;

  /** Over a connection on which nothing is begun. */
  WriteProbe(GuardedTable.Door door) {
    this.door = door;
    this.connection = door.connection();
    this.staging = door.staging();
    this.rules = door.current().rules();
  }

  /** What goes in here fills the staging table with one row. */
  private interface Filling {
    /** Answers whether there is a row. */
    boolean fill() throws SQLException;
  }

  /**
   * A record that was taken before, or rows of the table, or nothing at all where it has none.
   *
   * @throws Trouble where all of that is refused
   */
  Witness of(Optional<DataRecord> accepted, DataRecord refused) throws SQLException, Trouble {
    if (accepted.isPresent()) {
      return of(accepted.get(), refused);
    }
    ColumnLayout layout = layoutOfRows();
    Optional<SQLException> refusal = Optional.empty();
    for (String which : rows()) {
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

  /**
   * Where to look for a row: on any page, since a rule may have come that refuses those in front;
   * and the first one that comes, for tables of which a page cannot be asked.
   */
  private List<String> rows() {
    String anywhere =
        (" where ctid >= format('(%%s,0)', floor(random() * pg_relation_size(%d)"
                + " / current_setting('block_size')::int))::tid limit 1")
            .formatted(rules.table().oid());
    return List.of(anywhere, anywhere, " limit 1");
  }

  private Witness of(DataRecord accepted, DataRecord refused) throws SQLException, Trouble {
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

  private DataRecord withKeyOf(DataRecord other, DataRecord record) {
    Document fields = record.fields();
    for (Column column : rules.key()) {
      Optional<Value> value = other.fields().get(column.name());
      fields = value.isPresent() ? fields.with(column.name(), value.get()) : fields;
    }
    return record.withFields(fields);
  }

  private boolean isTaken(DataRecord record, boolean asNew) throws SQLException, Trouble {
    Batch batch = Batch.of(List.of(record), rules);
    List<Slice> pieces = WriteOrder.of(batch.keys(), batch.groups());
    if (pieces.isEmpty()) {
      return false;
    }
    ColumnLayout layout = batch.layout(pieces.getFirst().group());
    Filling filling =
        () -> {
          SentLines sentLines = new SentLines(1);
          CopySender.copy(
              connection, layout.copy(), batch, pieces.getFirst(), staging.buffer(), sentLines);
          return sentLines.lines() == 1;
        };
    return isTaken(layout, filling, asNew);
  }

  /** Answers no where there is nothing to be taken. */
  private boolean isTaken(ColumnLayout layout, Filling filling, boolean asNew)
      throws SQLException, Trouble {
    door.enter();
    try {
      door.execute(rules.table().deferring() ? "set constraints all immediate" : "");
      door.execute(staging.clear());
      staging.use();
      if (!filling.fill()) {
        return false;
      }
      if (asNew) {
        delete();
      }
      try (PreparedStatement merge = connection.prepareStatement(layout.merge())) {
        return merge.executeUpdate() == 1 || !layout.counts();
      }
    } finally {
      door.leave();
    }
  }

  /** Where it may not, the row stays, and goes in as an update. */
  private void delete() throws SQLException {
    if (isReferredTo()) {
      return;
    }
    Savepoint before = connection.setSavepoint();
    try {
      door.execute(
          "delete from "
              + rules.table().quoted()
              + " t using "
              + Staging.NAME
              + " s where "
              + rules.key().stream()
                  .map(column -> "t." + column.quoted() + " = s." + column.quoted())
                  .collect(Collectors.joining(" and ")));
    } catch (SQLException e) {
      passingThrough(e);
      connection.rollback(before);
    }
  }

  private boolean isReferredTo() throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(REFERRED)) {
      query.setLong(1, rules.table().oid());
      try (ResultSet row = query.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  /** A user who may not read the table has no row of it. */
  private boolean copyRow(ColumnLayout layout, String which) throws SQLException {
    String columns =
        layout.columns().stream().map(Column::quoted).collect(Collectors.joining(", "));
    String copy =
        "insert into %s (%s) select %s from %s"
            .formatted(Staging.NAME, columns, columns, rules.table().quoted());
    try (Statement statement = connection.createStatement()) {
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
    return ColumnLayout.of(rules.table(), rules.key(), others);
  }

  private Witness nothing() throws SQLException, Trouble {
    String merge = ColumnLayout.of(rules.table(), rules.key(), List.of()).merge();
    door.enter();
    try {
      door.execute(staging.clear());
      staging.use();
      door.execute(merge);
      return Witness.NOTHING;
    } catch (SQLException e) {
      throw refusesAll(passingThrough(e));
    } finally {
      door.leave();
    }
  }

  /** Throws what passes: it says nothing of what the table takes. */
  private static SQLException passingThrough(SQLException e) throws SQLException {
    if (PostgresErrors.of(e) instanceof Fault.Passing) {
      throw e;
    }
    return e;
  }

  private Trouble refusesAll(SQLException e) {
    return PostgresErrors.trouble("table " + rules.table().name(), e);
  }
}
