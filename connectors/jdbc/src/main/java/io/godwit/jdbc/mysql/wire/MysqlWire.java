package io.godwit.jdbc.mysql.wire;

import io.godwit.common.model.value.Value;
import io.godwit.jdbc.sql.dialect.Rows;
import io.godwit.jdbc.sql.dialect.Wire;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.JsonText;
import io.godwit.jdbc.sql.fit.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** LOAD DATA in, or inserts; and the server's own texts out. */
public final class MysqlWire implements Wire {

  /** The wire of connections. */
  public MysqlWire() {}

  /** Whether rows go there by LOAD DATA, which the server may forbid. */
  public static boolean mayLoad(Connection connection) throws SQLException {
    return LoadRows.mayLoad(connection);
  }

  @Override
  public Rows rows(Table target, String staging) {
    return new LoadRows(staging, target);
  }

  @Override
  public Optional<String> asked(Value value, Column column) {
    return ValueCell.of(value, column) instanceof Cell.Text(String text)
        ? Optional.of(text)
        : Optional.empty();
  }

  /** As a JSON array of texts. */
  @Override
  public void ask(PreparedStatement query, int place, List<String> values) throws SQLException {
    query.setString(
        place, JsonText.of(new Value.Array(values.stream().<Value>map(Value.Text::new).toList())));
  }

  @Override
  public boolean reads(Column column) {
    return ShownValue.reads(column);
  }

  @Override
  public Value read(ResultSet row, int place, Column column) throws SQLException {
    String text = row.getString(place);
    return text == null ? Value.Null.NULL : ShownValue.read(text, column);
  }
}
