package io.godwit.jdbc.postgresql;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Trouble;
import io.godwit.common.spi.Fault;
import io.godwit.jdbc.sql.Slice;
import io.godwit.jdbc.sql.WriteOrder;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postgresql.jdbc.PgConnection;

/**
 * Finds out which records a table holds exactly as they would be written, in a transaction of its
 * own that is rolled back. The values are compared as the server's own texts: every type has one,
 * and not every type has an equality.
 *
 * <p>Mostly none is held, which one COPY and one count tell of all of them; otherwise halves are
 * asked. What cannot be sent or compared is not held.
 */
final class Recall {

  private final GuardedTable.Door door;
  private final PgConnection connection;
  private final Staging staging;
  private final FieldRules rules;

  /** Over a connection on which nothing is begun. */
  Recall(GuardedTable.Door door) {
    this.door = door;
    this.connection = door.connection();
    this.staging = door.staging();
    this.rules = door.current().rules();
  }

  /** One answer a record. */
  List<Boolean> of(List<DataRecord> records) throws SQLException, Trouble {
    Batch batch = Batch.of(records, rules);
    boolean[] held = new boolean[records.size()];
    for (Slice slice : WriteOrder.of(batch.keys(), batch.groups())) {
      ask(slice, batch, held);
    }
    return IntStream.range(0, held.length).mapToObj(i -> held[i]).toList();
  }

  private void ask(Slice slice, Batch batch, boolean[] held) throws SQLException, Trouble {
    long found = count(slice, batch);
    int records = slice.records().length;
    if (found == records) {
      Arrays.stream(slice.records()).forEach(record -> held[record] = true);
    } else if (found > 0 || (found < 0 && records > 1)) {
      for (Slice half : slice.halves()) {
        ask(half, batch, held);
      }
    }
  }

  /** How many of a piece are held; negative where it cannot be told of all of them together. */
  private long count(Slice slice, Batch batch) throws SQLException, Trouble {
    ColumnLayout layout = batch.layout(slice.group());
    door.enter();
    try {
      door.execute(staging.clear());
      staging.use();
      SentLines sentLines = new SentLines(slice.records().length);
      CopySender.copy(connection, layout.copy(), batch, slice, staging.buffer(), sentLines);
      try (PreparedStatement query = connection.prepareStatement(query(layout));
          ResultSet row = query.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    } catch (SQLException e) {
      if (PostgresErrors.of(e) instanceof Fault.Passing) {
        throw e;
      }
      return -1;
    } finally {
      door.leave();
    }
  }

  private String query(ColumnLayout layout) {
    String key =
        rules.key().stream()
            .map(column -> "t." + column.quoted() + " = s." + column.quoted())
            .collect(Collectors.joining(" and "));
    String same =
        layout.columns().stream()
            .map(Column::quoted)
            .map(name -> "t." + name + "::text is not distinct from s." + name + "::text")
            .collect(Collectors.joining(" and "));
    return "select count(*) from "
        + rules.table().quoted()
        + " t join "
        + Staging.NAME
        + " s on "
        + key
        + " where "
        + same;
  }
}
