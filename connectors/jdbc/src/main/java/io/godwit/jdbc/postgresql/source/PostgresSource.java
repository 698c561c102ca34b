package io.godwit.jdbc.postgresql.source;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.godwit.common.model.value.ValueConsumer;
import io.godwit.jdbc.postgresql.wire.BareReader;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.relation.KeyBinding;
import io.godwit.jdbc.sql.relation.KeyCondition;
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
import java.sql.Types;
import java.util.List;
import org.postgresql.core.Parser;

/** PostgreSQL as a source, from version 12 on. */
public final class PostgresSource implements SourceDialect {

  private static final String MONEY = "money";

  /** Before anything else, or the server has chosen what the transaction sees. */
  private static final String SNAPSHOT =
      "set transaction isolation level repeatable read, read only";

  /**
   * By which texts are read, for this transaction alone: a pooler may hand the session on. A wait
   * for whoever alters the table ends, and is begun anew.
   */
  private static final String SETTINGS =
      """
      select set_config('TimeZone', 'UTC', true),
        set_config('bytea_output', 'hex', true),
        set_config('IntervalStyle', 'postgres', true),
        set_config('lc_monetary', 'C', true),
        set_config('standard_conforming_strings', 'on', true),
        case current_setting('lock_timeout') when '0'
          then set_config('lock_timeout', '20s', true) end
      """;

  /** What PostgreSQL needs to be a source. */
  public PostgresSource() {}

  @Override
  public RelationCatalog catalog() {
    return new PostgresRelations();
  }

  @Override
  public KeyBinding keys() {
    return new ServerTexts();
  }

  @Override
  public void beginSnapshot(Connection connection) throws SQLException {
    // Without it the driver holds the whole answer, whatever the fetch size.
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(SNAPSHOT);
      statement.execute(SETTINGS);
    }
  }

  /** The driver takes every {@code ?} outside of quotes for a parameter, and {@code ??} for one. */
  @Override
  public String withoutParameters(String written) {
    char[] text = written.toCharArray();
    StringBuilder escaped = new StringBuilder();
    int from = 0;
    for (int at = 0; at < text.length; at++) {
      int end =
          switch (text[at]) {
            case '\'' -> Parser.parseSingleQuotes(text, at, true);
            case '"' -> Parser.parseDoubleQuotes(text, at);
            case '-' -> Parser.parseLineComment(text, at);
            case '/' -> Parser.parseBlockComment(text, at);
            case '$' -> Parser.parseDollarQuotes(text, at);
            default -> at;
          };
      if (text[at] == '?') {
        escaped.append(text, from, at - from).append("??");
        from = at + 1;
      }
      at = Math.max(at, end);
    }
    return escaped.append(text, Math.min(from, text.length), text.length - from).toString();
  }

  @Override
  public RowTeller rows(List<RelationColumn> columns, int first) {
    Column[] all = columns.stream().map(RelationColumn::column).toArray(Column[]::new);
    boolean[] amounts = new boolean[all.length];
    for (int i = 0; i < amounts.length; i++) {
      amounts[i] = all[i].bareType().equals(MONEY);
    }
    return (row, to) -> tell(row, first, all, amounts, to);
  }

  private static int tell(
      ResultSet row, int first, Column[] columns, boolean[] amounts, ValueConsumer to)
      throws SQLException, UnreadableValue {
    int size = 0;
    for (int i = 0; i < columns.length; i++) {
      byte[] text = row.getBytes(first + i);
      if (text == null) {
        to.nothing();
      } else if (amounts[i]) {
        size += text.length;
        to.text(plainAmount(new String(text, US_ASCII)));
      } else {
        size += text.length;
        BareReader.tell(text, columns[i], to);
      }
    }
    return size;
  }

  /**
   * An amount without a currency and groups of thousands, since what those mean depends on a
   * setting: {@code -$1,234.50} of the C locale is {@code -1234.50}.
   */
  private static String plainAmount(String text) {
    return text.replaceAll("[$,]", "");
  }

  /** The server's own texts, which it reads as exactly the values that it showed. */
  private record ServerTexts() implements KeyBinding {

    @Override
    public String text(ResultSet row, int place, Column column) throws SQLException {
      return row.getString(place);
    }

    /** Of the type without its limits, which would round or cut. */
    @Override
    public String parameter(Column column) {
      return "cast(? as " + column.bareType() + ")";
    }

    /**
     * Without a type of its own: the server takes it for what the cast says, and converts nothing.
     */
    @Override
    public void bind(PreparedStatement statement, int place, String text, Column column)
        throws SQLException {
      statement.setObject(place, text, Types.OTHER);
    }

    @Override
    public KeyCondition compare(List<Column> key, KeyCondition.Side side) {
      return KeyCondition.ofRows(key, side, this::parameter);
    }
  }
}
