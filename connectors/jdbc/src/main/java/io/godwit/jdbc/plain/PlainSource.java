package io.godwit.jdbc.plain;

import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.model.value.ValueConsumer;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.ColumnKind;
import io.godwit.jdbc.sql.relation.KeyBinding;
import io.godwit.jdbc.sql.relation.RelationCatalog;
import io.godwit.jdbc.sql.relation.RelationColumn;
import io.godwit.jdbc.sql.relation.RowTeller;
import io.godwit.jdbc.sql.relation.SourceDialect;
import io.godwit.jdbc.sql.relation.UnreadableValue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/** Any database as a source. */
final class PlainSource implements SourceDialect {

  /** About what a value that is no text and no bytes has. */
  private static final int FIXED = 8;

  @Override
  public RelationCatalog catalog() {
    return new PlainRelations();
  }

  @Override
  public KeyBinding keys() {
    return new Forms();
  }

  /**
   * {@inheritDoc} JDBC has no word for a snapshot. The isolation levels that it has would lock what
   * is read in many databases, and stop whoever writes there; so only those are asked for one of
   * which it is known.
   */
  @Override
  public void beginSnapshot(Connection connection) throws SQLException {
    switch (product(connection)) {
      case H2 -> {
        try (Statement statement = connection.createStatement()) {
          statement.execute("set session characteristics as transaction isolation level snapshot");
        }
      }
      case ORACLE -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
      default -> {
        // As the database has it.
      }
    }
    connection.setAutoCommit(false);
  }

  private static final String H2 = "H2";
  private static final String ORACLE = "Oracle";

  private static String product(Connection connection) throws SQLException {
    return String.valueOf(connection.getMetaData().getDatabaseProductName());
  }

  @Override
  public List<String> remarks(Connection connection) throws SQLException {
    String product = product(connection);
    return product.equals(H2) || product.equals(ORACLE)
        ? List.of()
        : List.of(
            product
                + " is read by plain JDBC and without a snapshot: let nobody write what is read"
                + " until the run has ended, or rows are counted that were not read");
  }

  /** Only where the order is the same whatever a session, a server or a collation says. */
  @Override
  public Optional<String> unordered(Column column) {
    return switch (column.kind()) {
      case INT2, INT4, INT8, NUMERIC, DATE, TIMESTAMP -> Optional.empty();
      default ->
          Optional.of(
              column.described() + ", of which plain JDBC does not tell how it is compared");
    };
  }

  @Override
  public boolean sorts(Column column) {
    return !JdbcTypes.isLargeObject(JdbcTypes.of(column));
  }

  @Override
  public boolean knowsWatermarks() {
    return false;
  }

  @Override
  public RowTeller rows(List<RelationColumn> columns, int first) {
    Column[] all = columns.stream().map(RelationColumn::column).toArray(Column[]::new);
    return (row, to) -> tell(row, first, all, to);
  }

  private static int tell(ResultSet row, int first, Column[] columns, ValueConsumer to)
      throws SQLException, UnreadableValue {
    int size = 0;
    for (int i = 0; i < columns.length; i++) {
      Value value = DriverValue.value(row, first + i, columns[i]);
      if (DriverValue.isOld(value)) {
        throw new UnreadableValue(
            columns[i].name(), "holds " + Key.display(value) + ": " + DriverValue.OLD);
      }
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

  /** The values of keys, as {@link DriverValue} has them. */
  private record Forms() implements KeyBinding {

    @Override
    public String text(ResultSet row, int place, Column column) throws SQLException {
      return String.valueOf(
          column.kind() == ColumnKind.NUMERIC
              ? row.getBigDecimal(place).toPlainString()
              : DriverValue.form(DriverValue.value(row, place, column), column).orElseThrow());
    }

    @Override
    public String parameter(Column column) {
      return "?";
    }

    @Override
    public void bind(PreparedStatement statement, int place, String text, Column column)
        throws SQLException {
      DriverValue.bind(statement, place, Optional.of(DriverValue.ofText(text, column)), column);
    }
  }
}
