package io.godwit.jdbc.sql.write;

import io.godwit.common.model.Match;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.jdbc.sql.batch.Batch;
import io.godwit.jdbc.sql.batch.ColumnLayout;
import io.godwit.jdbc.sql.batch.SentRows;
import io.godwit.jdbc.sql.batch.Slice;
import io.godwit.jdbc.sql.batch.WriteOrder;
import io.godwit.jdbc.sql.dialect.Statements;
import io.godwit.jdbc.sql.dialect.WaitingPiece;
import io.godwit.jdbc.sql.fit.Column;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Finds out which rows a table holds exactly as they would be written, in a transaction of its own
 * that is rolled back. How two values of one type are compared is the dialect's to say: not every
 * type has an equality.
 *
 * <p>Mostly none is held, which staging and one count tell of all of them; otherwise halves are
 * asked. What cannot be sent or compared is not held.
 */
final class Recall {

  private final Door door;

  /** Over a connection on which nothing is begun. */
  Recall(Door door) {
    this.door = door;
  }

  /** One answer a row. */
  List<Boolean> of(List<Document> rows) throws SQLException, Trouble {
    Batch batch = Batch.of(rows.size(), rows::get, door.rules());
    boolean[] held = new boolean[rows.size()];
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
      door.clear();
      door.stage(batch, slice, new SentRows(slice.records().length));
      Optional<WaitingPiece> waiting = door.staging().rows().waiting();
      if (waiting.isPresent()) {
        return waiting.get().compare(door.connection(), door.rules(), layout).stream()
            .filter(Match.Equal.EQUAL::equals)
            .count();
      }
      try (PreparedStatement query = door.connection().prepareStatement(query(layout));
          ResultSet row = query.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    } catch (SQLException e) {
      if (door.dialect().errors().isPassing(e)) {
        throw e;
      }
      return -1;
    } finally {
      door.leave();
    }
  }

  private String query(ColumnLayout layout) {
    Statements statements = door.statements();
    String same =
        layout.columns().stream()
            .map(Column::quoted)
            .map(name -> statements.same("t." + name, "s." + name))
            .collect(Collectors.joining(" and "));
    return "select count(*) from "
        + door.table().quoted()
        + " t join "
        + statements.staging()
        + " s on "
        + door.sameKey()
        + " where "
        + same;
  }
}
