package io.godwit.jdbc.mysql;

import io.godwit.jdbc.sql.fit.FieldRules;
import io.godwit.jdbc.sql.fit.Table;
import io.godwit.jdbc.sql.guard.TableFacts;
import io.godwit.jdbc.sql.guard.TableGuard;
import io.godwit.jdbc.sql.guard.TableLooking;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Looks at a table of MariaDB or MySQL.
 *
 * <p>The lock comes first: a query for no row, told to be for an update, takes the metadata lock of
 * any write, for which ALTER, DROP, RENAME, CREATE INDEX and CREATE TRIGGER wait until the
 * transaction ends. The same round trip brings the table's definition and its triggers, which stay
 * so until the commit.
 *
 * <p>Not seen: triggers that the user has no right to see; routines that triggers call; partitions;
 * and another table of the name that is like the one before, since the servers number their tables
 * for themselves alone, and the time at which one was made changes when it is renamed or rebuilt.
 */
record MysqlLooking(Place place) implements TableLooking {

  /** It grows with the rows, and describes none. */
  private static final Pattern NEXT_NUMBER = Pattern.compile(" AUTO_INCREMENT=\\d+");

  private static final String LOOK =
      """
      select 1 from %1$s where false for update;
      show create table %1$s;
      select @@sql_mode, @@time_zone,
        (select group_concat(trigger_name, action_timing, event_manipulation, action_statement
            order by trigger_name separator '\\n') from information_schema.triggers
          where event_object_schema = %2$s and event_object_table = %3$s)
      """;

  /** The guard of a table that has just been read. */
  static TableGuard guard(Connection connection, String server, FieldRules rules)
      throws SQLException {
    Place place = Place.of(rules.table());
    return new TableGuard(
        new MysqlLooking(place),
        new MysqlCatalog(),
        server,
        rules,
        MysqlFacts.of(connection, place));
  }

  @Override
  public Look look(Connection connection, boolean shared) throws SQLException {
    StringBuilder version = new StringBuilder();
    try (Statement look = connection.createStatement()) {
      look.execute(
          LOOK.formatted(place.quoted(), literal(place.base()), literal(place.name())).strip());
      while (look.getMoreResults()) {
        try (ResultSet row = look.getResultSet()) {
          row.next();
          if (row.getMetaData().getColumnCount() == 2) {
            version.append(NEXT_NUMBER.matcher(row.getString(2)).replaceFirst(""));
          } else {
            requireSettings(row.getString(1), row.getString(2));
            version.append('\n').append(row.getString(3));
          }
        }
      }
    }
    return new Look(true, 0, version.toString());
  }

  /** A driver that has connected anew by itself, to another host, has left them behind. */
  private static void requireSettings(String mode, String zone) throws SQLException {
    if (!mode.contains("STRICT_ALL_TABLES") || !zone.equals("+00:00")) {
      throw new SQLException("the session has lost its settings", "08S01");
    }
  }

  private static String literal(String name) {
    return "'" + name.replace("\\", "\\\\").replace("'", "''") + "'";
  }

  @Override
  public TableFacts facts(Connection connection, Look look) throws SQLException {
    return MysqlFacts.of(connection, place);
  }

  @Override
  public Table again(Connection connection, Table known) throws SQLException {
    return new MysqlCatalog().table(connection, known.name());
  }

  @Override
  public boolean widens(String was, String is) {
    return WiderType.is(was, is);
  }

  /** {@inheritDoc} None: nothing begins to refuse rows in the middle of a transaction. */
  @Override
  public Optional<String> constraint(SQLException e, Table table) {
    return Optional.empty();
  }
}
