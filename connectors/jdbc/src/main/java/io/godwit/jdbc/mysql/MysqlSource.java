package io.godwit.jdbc.mysql;

import io.godwit.common.model.value.Value;
import io.godwit.common.model.value.ValueConsumer;
import io.godwit.jdbc.mysql.wire.ReadColumn;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.relation.KeyBinding;
import io.godwit.jdbc.sql.relation.RelationCatalog;
import io.godwit.jdbc.sql.relation.RelationColumn;
import io.godwit.jdbc.sql.relation.RowTeller;
import io.godwit.jdbc.sql.relation.SourceDialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** MariaDB and MySQL as a source. */
final class MysqlSource implements SourceDialect {

  /** About what a value that is no text and no bytes has. */
  private static final int FIXED = 8;

  @Override
  public RelationCatalog catalog() {
    return new MysqlRelations();
  }

  @Override
  public KeyBinding keys() {
    return new ServerValues();
  }

  /** What is read has one state, as of now and not as of the first row that is asked for. */
  @Override
  public void beginSnapshot(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set session transaction isolation level repeatable read");
      statement.execute("start transaction with consistent snapshot, read only");
    }
  }

  @Override
  public RowTeller rows(List<RelationColumn> columns, int first) {
    Column[] all = columns.stream().map(RelationColumn::column).toArray(Column[]::new);
    return (row, to) -> tell(row, first, all, to);
  }

  private static int tell(ResultSet row, int first, Column[] columns, ValueConsumer to)
      throws SQLException {
    int size = 0;
    for (int i = 0; i < columns.length; i++) {
      Value value = ReadColumn.value(row, first + i, columns[i]);
      value.tell(to);
      if (value instanceof Value.Text(String text)) {
        size += text.length();
      } else if (value instanceof Value.Binary binary) {
        size += binary.bytes().length;
      } else {
        size += FIXED;
      }
    }
    return size;
  }

  /** The values of keys, compared by the server in the collation of their columns. */
  private record ServerValues() implements KeyBinding {

    @Override
    public String text(ResultSet row, int place, Column column) throws SQLException {
      return ReadColumn.keyText(row, place, column);
    }

    @Override
    public String parameter(Column column) {
      return ReadColumn.parameter(column);
    }

    @Override
    public void bind(PreparedStatement statement, int place, String text, Column column)
        throws SQLException {
      statement.setString(place, text);
    }
  }
}
