package io.godwit.jdbc.postgresql;

import io.godwit.jdbc.sql.fit.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What a look at a table answers: whether anything may have changed, and not what. It costs one
 * round trip that the transaction needs anyway, since its beginning travels with it.
 *
 * <p>The lock comes first. It is the one that any write takes, so it stands in nobody's way who did
 * not have to wait for the batch before; and whatever would change what a row is or may be (ALTER
 * TABLE, DROP INDEX, CREATE UNIQUE INDEX, CREATE TRIGGER, a rename) waits for it. So what is seen
 * afterwards stays so until the commit.
 *
 * @param oid the number of the table that has the name now
 * @param backend the server's process that answered
 * @param version of the rows of the catalog that describe the table; another one where any of them
 *     was written since, also by a GRANT, which changes nothing here
 */
record TableLook(long oid, int backend, String version) {

  /** The versions are those of the rows: the transactions that wrote them. */
  private static final String LOOK =
      """
      select c.oid, pg_backend_pid(), md5(concat_ws(' ', c.oid, c.xmin,
        (select string_agg(xmin::text, ',' order by attnum) from pg_attribute
          where attrelid = c.oid and attnum > 0),
        (select string_agg(indexrelid || ':' || xmin, ',' order by indexrelid) from pg_index
          where indrelid = c.oid),
        (select string_agg(oid || ':' || xmin, ',' order by oid) from pg_constraint
          where conrelid = c.oid),
        (select string_agg(oid || ':' || xmin, ',' order by oid) from pg_trigger
          where tgrelid = c.oid),
        (select string_agg(oid || ':' || xmin, ',' order by oid) from pg_rewrite
          where ev_class = c.oid),
        (select string_agg(oid || ':' || xmin, ',' order by oid) from pg_policy
          where polrelid = c.oid),
        (with recursive i(part, version) as (
            select inhrelid, xmin::text from pg_inherits
              where inhparent = c.oid and c.relkind = 'p'
            union all
            select h.inhrelid, h.xmin::text from pg_inherits h join i on h.inhparent = i.part)
          select string_agg(part || ':' || version, ',' order by part) from i)))
      from pg_class c where c.oid = to_regclass('%s')
      """;

  /**
   * The statements of a look.
   *
   * @param mayLock whether the user may take the lock by its name; EXPLAIN of an insert takes the
   *     same one, runs no trigger and needs the right to insert only, but is dearer
   */
  static String statements(Table table, boolean mayLock) {
    String lock =
        mayLock
            ? "lock table only " + table.quoted() + " in row exclusive mode; "
            : "explain (costs off) insert into " + table.quoted() + " default values; ";
    return lock + LOOK.formatted(table.quoted().replace("'", "''"));
  }

  /** Whether LOCK TABLE is allowed; who may only insert has been allowed it since version 16. */
  static boolean mayLock(Connection connection, Table table) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "select has_table_privilege(?::oid, 'UPDATE, DELETE, TRUNCATE')"
                + " or current_setting('server_version_num')::int >= 160000"
                + " and has_table_privilege(?::oid, 'INSERT')")) {
      query.setLong(1, table.number());
      query.setLong(2, table.number());
      try (ResultSet row = query.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  /** Locks and looks; the table of the name stays what it is until the transaction ends. */
  static TableLook at(Connection connection, String statements) throws SQLException {
    try (PreparedStatement look = connection.prepareStatement(statements)) {
      look.execute();
      // Of the lock, or of what was asked before the look.
      while (look.getMoreResults() || look.getUpdateCount() != -1) {
        ResultSet rows = look.getResultSet();
        if (rows != null && rows.getMetaData().getColumnCount() == 3) {
          return rows.next()
              ? new TableLook(rows.getLong(1), rows.getInt(2), rows.getString(3))
              : new TableLook(0, 0, "");
        }
      }
      throw new SQLException("the look at the table answered nothing");
    }
  }
}
