package io.godwit.jdbc.postgresql;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.jdbc.sql.fit.FieldRules;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a user must be allowed, looked up before anything is written. */
final class Rights {

  private static final String READ_ONLY =
      "select pg_is_in_recovery(), current_setting('transaction_read_only') = 'on'";

  private static final String QUERY =
      """
      select quote_ident(current_user) as name, format('%I.%I', n.nspname, c.relname) as target,
        quote_ident(n.nspname) as schema, quote_ident(current_database()) as base,
        has_schema_privilege(n.oid, 'USAGE') as "USAGE",
        has_database_privilege(current_database(), 'TEMPORARY') as "TEMPORARY",
        has_any_column_privilege(c.oid, 'INSERT') and coalesce((select
          bool_and(has_column_privilege(c.oid, k, 'INSERT')) from unnest(?) k), true) as "INSERT",
        ? or has_any_column_privilege(c.oid, 'UPDATE') as "UPDATE",
        coalesce((select bool_and(has_column_privilege(c.oid, k, 'SELECT')) from unnest(?) k), true)
          as "SELECT"
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = ?
      """;

  private Rights() {}

  /**
   * Refuses a database that takes no writes.
   *
   * @param server the database, for messages
   */
  static void requireWritable(Connection connection, String server) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(READ_ONLY);
        ResultSet row = query.executeQuery()) {
      row.next();
      if (row.getBoolean(1) || row.getBoolean(2)) {
        throw new Refused(
            ErrorCode.TARGET_READ_ONLY,
            server
                + (row.getBoolean(1)
                    ? " is a standby, which follows another server and takes no writes"
                    : " takes no writes of this user: default_transaction_read_only is on"));
      }
    }
  }

  /**
   * What the user lacks to write as a sink does, and what to grant; empty where it is nothing.
   * Which columns are updated is known only with the records, so one at least must be allowed; a
   * sink without a key updates none.
   */
  static Optional<String> lacking(Connection connection, FieldRules rules) throws SQLException {
    Object[] key = rules.keyNames().toArray();
    try (PreparedStatement query = connection.prepareStatement(QUERY)) {
      query.setArray(1, connection.createArrayOf("text", key));
      query.setBoolean(2, key.length == 0 || rules.table().columns().size() == key.length);
      query.setArray(3, connection.createArrayOf("text", key));
      query.setLong(4, rules.table().number());
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? lacking(row) : Optional.empty();
      }
    }
  }

  private static Optional<String> lacking(ResultSet row) throws SQLException {
    List<String> lacks = new ArrayList<>();
    List<String> grants = new ArrayList<>();
    note(row, List.of("USAGE"), "schema " + row.getString("schema"), lacks, grants);
    String target = row.getString("target");
    note(row, List.of("SELECT", "INSERT", "UPDATE"), "table " + target, lacks, grants);
    note(row, List.of("TEMPORARY"), "database " + row.getString("base"), lacks, grants);
    return lacks.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "user "
                + row.getString("name")
                + " lacks "
                + String.join(" and ", lacks)
                + "; who owns it types: "
                + String.join("; ", grants));
  }

  private static void note(
      ResultSet row, List<String> rights, String on, List<String> lacks, List<String> grants)
      throws SQLException {
    List<String> missing = new ArrayList<>();
    for (String right : rights) {
      if (!row.getBoolean(right)) {
        missing.add(right);
      }
    }
    if (!missing.isEmpty()) {
      String list = String.join(", ", missing);
      lacks.add(list + " on " + on);
      grants.add(
          "grant " + list.toLowerCase(Locale.ROOT) + " on " + on + " to " + row.getString("name"));
    }
  }
}
