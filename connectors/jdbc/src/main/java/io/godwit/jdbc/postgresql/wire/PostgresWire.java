package io.godwit.jdbc.postgresql.wire;

import io.godwit.common.model.value.Value;
import io.godwit.jdbc.sql.dialect.Rows;
import io.godwit.jdbc.sql.dialect.Wire;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.Table;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * COPY in, and the server's own texts out. Times without end and 24:00:00, which no value can be,
 * are read as texts.
 */
public final class PostgresWire implements Wire {

  /** The wire of connections. */
  public PostgresWire() {}

  @Override
  public Rows rows(Table target, String staging) {
    return new CopyRows(staging, target);
  }

  @Override
  public Optional<String> asked(Value value, Column column) {
    return LookupParameter.of(value, column);
  }

  @Override
  public void ask(PreparedStatement query, int place, List<String> values) throws SQLException {
    query.setArray(place, query.getConnection().createArrayOf("text", values.toArray()));
  }

  @Override
  public boolean reads(Column column) {
    return ValueReader.reads(column);
  }

  @Override
  public Value read(ResultSet row, int place, Column column) throws SQLException {
    String text = row.getString(place);
    return text == null ? Value.Null.NULL : ValueReader.read(text, column);
  }
}
