package io.godwit.jdbc.plain;

import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.jdbc.sql.dialect.Rows;
import io.godwit.jdbc.sql.dialect.Wire;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.ColumnKind;
import io.godwit.jdbc.sql.fit.Table;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Values in, by the setters of JDBC, and out, by its getters. */
final class PlainWire implements Wire {

  @Override
  public Rows rows(Table target, String staging) {
    return new WaitingRows(target);
  }

  @Override
  public Optional<String> asked(Value value, Column column) {
    if (value instanceof Value.Binary binary) {
      return Optional.of(HexFormat.of().formatHex(binary.bytes()));
    }
    return DriverValue.problem(value, column, false).isPresent()
        ? Optional.empty()
        : Optional.of(Key.display(value));
  }

  @Override
  public void ask(PreparedStatement query, int place, List<String> values) {
    throw new IllegalStateException("each key has parameters of its own");
  }

  @Override
  public void ask(PreparedStatement query, List<Column> keys, int key, List<String> values)
      throws SQLException {
    Column column = keys.get(key);
    for (int asked = 0; asked < values.size(); asked++) {
      Object form =
          column.kind() == ColumnKind.BYTES
              ? HexFormat.of().parseHex(values.get(asked))
              : DriverValue.ofText(values.get(asked), column);
      DriverValue.bind(query, asked * keys.size() + key + 1, Optional.of(form), column);
    }
  }

  @Override
  public boolean reads(Column column) {
    return DriverValue.reads(column);
  }

  @Override
  public Value read(ResultSet row, int place, Column column) throws SQLException {
    return DriverValue.value(row, place, column);
  }
}
