package io.godwit.jdbc.h2;

import io.godwit.common.model.value.Value;
import io.godwit.common.model.value.ValueConsumer;
import io.godwit.jdbc.sql.dialect.Wire;
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
import java.util.Optional;

/** H2 as a source, as far as the contract goes; keys are compared column by column. */
final class H2Source implements SourceDialect {

  /** About what a row has: nothing here is worth a closer look. */
  private static final int ROW = 50;

  @Override
  public RelationCatalog catalog() {
    return new H2Relations();
  }

  @Override
  public KeyBinding keys() {
    return new Texts();
  }

  @Override
  public void beginSnapshot(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("set session characteristics as transaction isolation level snapshot");
    }
  }

  @Override
  public RowTeller rows(List<RelationColumn> columns, int first) {
    return (row, to) -> tell(row, first, columns, to);
  }

  private static int tell(ResultSet row, int first, List<RelationColumn> columns, ValueConsumer to)
      throws SQLException {
    Wire wire = new H2Wire();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i).column();
      if (wire.reads(column)) {
        wire.read(row, first + i, column).tell(to);
      } else {
        Optional.ofNullable(row.getString(first + i))
            .<Value>map(Value.Text::new)
            .orElse(Value.Null.NULL)
            .tell(to);
      }
    }
    return ROW;
  }

  private record Texts() implements KeyBinding {

    @Override
    public String text(ResultSet row, int place, Column column) throws SQLException {
      return row.getString(place);
    }

    /** With its limits: a decimal without them has no digits behind the point. */
    @Override
    public String parameter(Column column) {
      return "cast(? as " + column.type() + ")";
    }

    @Override
    public void bind(PreparedStatement statement, int place, String text, Column column)
        throws SQLException {
      statement.setString(place, text);
    }
  }
}
