package io.godwit.jdbc.postgresql;

import io.godwit.jdbc.sql.dialect.SharedSession;
import io.godwit.jdbc.sql.dialect.SqlServer;
import io.godwit.jdbc.sql.fit.FieldRules;
import io.godwit.jdbc.sql.fit.Table;
import io.godwit.jdbc.sql.guard.TableFacts;
import io.godwit.jdbc.sql.guard.TableGuard;
import io.godwit.jdbc.sql.guard.TableLooking;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.jdbc.PgConnection;

/**
 * Looks at a table of PostgreSQL.
 *
 * <p>Not seen: the body of a trigger's function, what a domain or an enum allows, what is put on a
 * single partition, and the renaming of the schema between the look and the commit.
 *
 * @param statements of a look in a session with its settings
 * @param settled the same behind those settings
 */
record PostgresLooking(String statements, String settled) implements TableLooking {

  /** The guard of a table that has just been read. */
  static TableGuard guard(Connection connection, SqlServer server, FieldRules rules)
      throws SQLException {
    Table table = rules.table();
    TableFacts facts = FactsQuery.of(connection, table.number());
    String statements = TableLook.statements(table, TableLook.mayLock(connection, table));
    return new TableGuard(
        new PostgresLooking(statements, server.settingsOfTransaction() + "; " + statements),
        new Catalog(),
        server.name(),
        rules,
        facts);
  }

  @Override
  public Look look(Connection connection, boolean shared) throws SQLException {
    TableLook look = TableLook.at(connection, shared ? settled : statements);
    if (!shared && look.backend() != connection.unwrap(PgConnection.class).getBackendPID()) {
      throw new SharedSession();
    }
    return new Look(look.oid() != 0, look.oid(), look.version());
  }

  @Override
  public TableFacts facts(Connection connection, Look look) throws SQLException {
    return FactsQuery.of(connection, look.number());
  }

  @Override
  public Table again(Connection connection, Table known) throws SQLException {
    return new Catalog().again(connection, known);
  }

  @Override
  public boolean widens(String was, String is) {
    return Widening.is(was, is);
  }

  @Override
  public Optional<String> constraint(SQLException e, Table table) {
    return PostgresErrors.constraint(e, table);
  }
}
