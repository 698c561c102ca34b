package io.godwit.jdbc.plain;

import io.godwit.common.model.Difference;
import io.godwit.common.model.Match;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.jdbc.sql.batch.ColumnLayout;
import io.godwit.jdbc.sql.fit.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares a row that was found with one that waits. */
final class Comparing {

  private Comparing() {}

  /** By value, and not by what the database takes for equal: an upper-case text is another one. */
  static Match match(ResultSet found, List<Optional<Object>> row, ColumnLayout layout)
      throws SQLException {
    if (!found.next()) {
      return Match.Missing.MISSING;
    }
    List<Difference> differences = new ArrayList<>();
    for (int i = layout.key(); i < row.size(); i++) {
      Column column = layout.columns().get(i);
      Value held = DriverValue.value(found, i + 1, column);
      if (!DriverValue.same(row.get(i), DriverValue.form(held, column), column)) {
        differences.add(new Difference(column.name(), shown(row.get(i)), Key.display(held)));
      }
    }
    if (found.next()) {
      return Match.Doubled.DOUBLED;
    }
    return differences.isEmpty() ? Match.Equal.EQUAL : new Match.Different(differences);
  }

  private static String shown(Optional<Object> form) {
    return form.map(value ->
            value instanceof byte[] bytes
                ? Key.display(new Value.Binary(bytes))
                : String.valueOf(value))
        .orElse(Key.display(Value.Null.NULL));
  }
}
