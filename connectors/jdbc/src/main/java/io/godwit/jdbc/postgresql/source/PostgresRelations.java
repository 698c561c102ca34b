package io.godwit.jdbc.postgresql.source;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.jdbc.sql.relation.Cuts;
import io.godwit.jdbc.sql.relation.ListedRelation;
import io.godwit.jdbc.sql.relation.Relation;
import io.godwit.jdbc.sql.relation.RelationCatalog;
import io.godwit.jdbc.sql.relation.Selection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.jdbc.PgResultSet;

/** What PostgreSQL's catalog and its planner say of what can be read. */
final class PostgresRelations implements RelationCatalog {

  /** From this version on, a range of places is read without a look at the pages outside of it. */
  private static final int READS_RANGES_OF_PLACES = 14;

  private static final String ALL =
      """
      select n.nspname, c.relname, pg_table_is_visible(c.oid) as visible,
        c.relkind in ('r', 'p') and not c.relispartition as pattern
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'v', 'm', 'f') and c.relpersistence <> 't'
        and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
      order by n.nspname, c.relname
      """;

  private static final String FIND =
      """
      select c.oid, c.relkind, quote_ident(current_user) as name,
        quote_ident(n.nspname) || '.' || quote_ident(c.relname) as quoted,
        quote_ident(n.nspname) as schema, has_schema_privilege(n.oid, 'USAGE') as enters,
        has_table_privilege(c.oid, 'SELECT') or (
          select bool_and(has_column_privilege(c.oid, a.attnum, 'SELECT')) from pg_attribute a
          where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as reads,
        exists (select from pg_inherits i where i.inhparent = c.oid) as divided
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = ? and c.relname = ? and c.relkind in ('r', 'p', 'v', 'm', 'f')
      """;

  /**
   * Unique for all rows, over columns alone that are never null, and in the columns' own order: an
   * index in another collation would not be found by a comparison. One that is checked at the
   * commit only is as good as any, since nothing else is seen.
   */
  private static final String KEYS =
      """
      select array(select a.attname::text
          from generate_series(0, i.indnkeyatts - 1) as place(n)
            join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[place.n]
          order by place.n)
      from pg_index i join pg_class x on x.oid = i.indexrelid join pg_am m on m.oid = x.relam
      where i.indrelid = ? and i.indisunique and i.indisvalid
        and i.indpred is null and i.indexprs is null and m.amname = 'btree'
        and not exists (select from generate_series(0, i.indnkeyatts - 1) as place(n)
          join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[place.n]
          join pg_opclass o on o.oid = i.indclass[place.n]
          where not a.attnotnull or not o.opcdefault
            or i.indcollation[place.n] <> a.attcollation)
      order by not i.indisprimary, i.indnkeyatts, x.relname
      """;

  private static final Pattern PLANNED_ROWS = Pattern.compile("\"Plan Rows\":\\s*(\\d+)");

  @Override
  public List<ListedRelation> all(Connection connection) throws SQLException {
    List<ListedRelation> all = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(ALL);
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        all.add(
            new ListedRelation(
                rows.getString(1), rows.getString(2), rows.getBoolean(3), rows.getBoolean(4)));
      }
    }
    return all;
  }

  @Override
  public Optional<Relation> find(Connection connection, ListedRelation listed) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(FIND)) {
      query.setString(1, listed.schema());
      query.setString(2, listed.name());
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.of(relation(connection, row, listed)) : Optional.empty();
      }
    }
  }

  private static Relation relation(Connection connection, ResultSet row, ListedRelation listed)
      throws SQLException {
    requireReadable(row, listed);
    long oid = row.getLong("oid");
    String kind = row.getString("relkind");
    boolean divided = row.getBoolean("divided");
    // A table whose rows lie in others that inherit from it has an index of its own rows alone.
    boolean inherited = kind.equals("r") && divided;
    boolean placed =
        ((kind.equals("r") && !divided) || kind.equals("m"))
            && connection.getMetaData().getDatabaseMajorVersion() >= READS_RANGES_OF_PLACES;
    return new Relation(
        "table " + listed.full(),
        row.getString("quoted"),
        oid + kind,
        RelationColumns.ofTable(connection, oid),
        inherited ? List.of() : keys(connection, oid),
        placed ? Optional.of(RelationColumns.place()) : Optional.empty());
  }

  private static void requireReadable(ResultSet row, ListedRelation listed) throws SQLException {
    String schema = row.getString("schema");
    String name = row.getString("name");
    List<String> lacks = new ArrayList<>();
    List<String> grants = new ArrayList<>();
    if (!row.getBoolean("enters")) {
      lacks.add("USAGE on schema " + schema);
      grants.add("grant usage on schema " + schema + " to " + name);
    }
    if (!row.getBoolean("reads")) {
      lacks.add("SELECT on table " + row.getString("quoted"));
      grants.add("grant select on " + row.getString("quoted") + " to " + name);
    }
    if (!lacks.isEmpty()) {
      throw new Refused(
          ErrorCode.SOURCE_RIGHTS,
          "user "
              + name
              + " may not read table "
              + listed.full()
              + " and lacks "
              + String.join(" and ", lacks)
              + "; who owns it types: "
              + String.join("; ", grants));
    }
  }

  private static List<List<String>> keys(Connection connection, long oid) throws SQLException {
    List<List<String>> keys = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(KEYS)) {
      query.setLong(1, oid);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          keys.add(List.of((String[]) rows.getArray(1).getArray()));
        }
      }
    }
    return keys;
  }

  /** Executed for no row, since only an answer tells the numbers of its types. */
  @Override
  public Relation ofQuery(Connection connection, String query) throws SQLException {
    String quoted = "(" + query + "\n) as q";
    List<String> names = new ArrayList<>();
    List<Long> types = new ArrayList<>();
    List<Integer> modifiers = new ArrayList<>();
    try (PreparedStatement look =
            connection.prepareStatement("select * from " + quoted + " limit 0");
        ResultSet answer = look.executeQuery()) {
      ResultSetMetaData columns = answer.getMetaData();
      PgResultSet typed = answer.unwrap(PgResultSet.class);
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        names.add(columns.getColumnLabel(i));
        types.add(Integer.toUnsignedLong(typed.getColumnOID(i)));
        modifiers.add(modifier(columns, i));
      }
    }
    requireDistinct(names);
    return new Relation(
        "the query",
        quoted,
        "",
        RelationColumns.ofTypes(connection, names, types, modifiers),
        List.of(),
        Optional.empty());
  }

  /** As the catalog encodes it, of what the driver has taken apart. */
  private static int modifier(ResultSetMetaData columns, int place) throws SQLException {
    int precision = columns.getPrecision(place);
    return switch (columns.getColumnType(place)) {
      case Types.NUMERIC ->
          precision == 0 ? -1 : ((precision << 16) | (columns.getScale(place) & 0x7ff)) + 4;
      case Types.VARCHAR, Types.CHAR ->
          precision <= 0 || precision == Integer.MAX_VALUE ? -1 : precision + 4;
      default -> -1;
    };
  }

  private static void requireDistinct(List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new Refused(
            ErrorCode.SOURCE_QUERY,
            "the query has two columns named '" + name + "': name one of them anew, with as");
      }
    }
  }

  @Override
  public long estimate(Connection connection, Selection selection) throws SQLException {
    String explain = "explain (format json) " + selection.select(List.of());
    try (PreparedStatement query = connection.prepareStatement(explain);
        ResultSet row = query.executeQuery()) {
      row.next();
      Matcher rows = PLANNED_ROWS.matcher(row.getString(1));
      return rows.find() ? Long.parseLong(rows.group(1)) : 0;
    }
  }

  @Override
  public Cuts cuts(Connection connection, Selection selection, int rows) throws SQLException {
    return PageSample.cuts(connection, selection, rows, estimate(connection, selection));
  }
}
