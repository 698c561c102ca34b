package io.godwit.jdbc.postgresql;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.text.NearestName;
import io.godwit.jdbc.postgresql.wire.TypeNames;
import io.godwit.jdbc.sql.TableName;
import io.godwit.jdbc.sql.dialect.TableCatalog;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.ColumnKind;
import io.godwit.jdbc.sql.fit.FieldRules;
import io.godwit.jdbc.sql.fit.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What PostgreSQL's catalog says of a table. It is read once, when a sink or lookup opens, straight
 * from {@code pg_catalog}: the driver's metadata knows neither the base types of domains nor which
 * unique indexes an upsert may use.
 */
final class Catalog implements TableCatalog {

  private static final String TABLE =
      """
      select c.oid, n.nspname, c.relname,
        exists (select from pg_constraint k
          where c.oid in (k.conrelid, k.confrelid) and k.condeferred) as deferring,
        exists (select from pg_trigger t
          where t.tgrelid = c.oid and not t.tgisinternal and t.tgtype & 7 = 7) as filling,
        c.relkind = 'r' and not c.relhasrules and not c.relrowsecurity
          and not exists (select from pg_trigger t
            where t.tgrelid = c.oid and not t.tgisinternal) as plain
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      """;

  private static final String BY_NAME =
      """
      where c.relname = ? and c.relkind in ('r', 'p', 'v', 'm', 'f')
        and case when ?::text is null then pg_table_is_visible(c.oid) else n.nspname = ? end
      """;

  private static final String NAMES =
      """
      select c.relname
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname <> 'pg_catalog'
        and case when ?::text is null then pg_table_is_visible(c.oid) else n.nspname = ? end
      """;

  /**
   * A domain is followed down to what it is made of, with the limits nearest to the column, and so
   * is that of an array's elements.
   */
  private static final String COLUMNS =
      """
      with recursive base(num, type, modifier, depth) as (
        select a.attnum, a.atttypid, a.atttypmod, 0 from pg_attribute a
        where a.attrelid = ? and a.attnum > 0 and not a.attisdropped
        union all
        select b.num, t.typbasetype,
          case when t.typtypmod = -1 then b.modifier else t.typtypmod end, b.depth + 1
        from base b join pg_type t on t.oid = b.type where t.typtype = 'd'
      ), bottom as (
        select distinct on (num) num, type, modifier from base order by num, depth desc
      )
      select a.attname, format_type(t.oid, b.modifier) as type, format_type(t.oid, -1) as bare,
        t.typname, tn.nspname = 'pg_catalog' as built_in,
        e.typname as element, en.nspname = 'pg_catalog' as element_built_in,
        coalesce(nullif(d.modifier, -1), b.modifier) as modifier,
        t.typname <> 'citext' and coalesce(k.collisdeterministic, true)
          and not exists (select from pg_index i
            join pg_collation ik on ik.oid = any(i.indcollation) and not ik.collisdeterministic
            where i.indrelid = a.attrelid and i.indisunique and a.attnum = any(i.indkey))
          as bytewise,
        a.attnotnull, a.attidentity, a.attgenerated, a.atthasdef
      from bottom b
        join pg_attribute a on a.attrelid = ? and a.attnum = b.num
        join pg_type t on t.oid = b.type
        join pg_namespace tn on tn.oid = t.typnamespace
        left join pg_collation k on k.oid = a.attcollation
        left join lateral (
          with recursive down(type, modifier, depth) as (
            select t.typelem, -1, 0 where t.typcategory = 'A'
            union all
            select y.typbasetype, case when y.typtypmod = -1 then w.modifier else y.typtypmod end,
              w.depth + 1
            from down w join pg_type y on y.oid = w.type where y.typtype = 'd'
          ) select type, modifier from down order by depth desc limit 1) d on true
        left join pg_type e on e.oid = d.type
        left join pg_namespace en on en.oid = e.typnamespace
      order by a.attnum
      """;

  private static final String REFERRED =
      "select exists (select from pg_constraint where confrelid = ? and contype = 'f')";

  /** Only those that an upsert can use: valid, at once, over columns alone, for all rows. */
  private static final String UNIQUE =
      """
      select array(select a.attname::text
          from generate_series(0, i.indnkeyatts - 1) as place(n)
            join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[place.n])
      from pg_index i
      where i.indrelid = ? and i.indisunique and i.indisvalid and i.indimmediate
        and i.indpred is null and i.indexprs is null
      """;

  private static final String PRIMARY =
      """
      select a.attname
      from pg_index i cross join generate_series(0, i.indnkeyatts - 1) as place(n)
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[place.n]
      where i.indrelid = ? and i.indisprimary
      order by place.n
      """;

  @Override
  public Table table(Connection connection, TableName name) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(TABLE + BY_NAME)) {
      query.setString(1, name.name());
      query.setString(2, name.schema().orElse(null));
      query.setString(3, name.schema().orElse(null));
      try (ResultSet rows = query.executeQuery()) {
        if (!rows.next()) {
          throw missing(connection, name);
        }
        return table(connection, rows, name);
      }
    }
  }

  /**
   * The same table as it is now.
   *
   * @throws Refused where it is not there any more
   */
  Table again(Connection connection, Table known) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(TABLE + "where c.oid = ?")) {
      query.setLong(1, known.number());
      try (ResultSet rows = query.executeQuery()) {
        if (!rows.next()) {
          throw missing(connection, known.name());
        }
        return table(connection, rows, known.name());
      }
    }
  }

  private static Table table(Connection connection, ResultSet row, TableName name)
      throws SQLException {
    long oid = row.getLong("oid");
    return new Table(
        oid,
        name,
        Quoting.name(row.getString("nspname")) + "." + Quoting.name(row.getString("relname")),
        columns(connection, oid, row.getBoolean("filling")),
        row.getBoolean("deferring"),
        row.getBoolean("plain"));
  }

  private static Refused missing(Connection connection, TableName name) throws SQLException {
    List<String> names = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(NAMES)) {
      query.setString(1, name.schema().orElse(null));
      query.setString(2, name.schema().orElse(null));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          names.add(rows.getString(1));
        }
      }
    }
    return new Refused(
        ErrorCode.TABLE_MISSING,
        "there is no table '" + name + "'" + NearestName.hint(name.name(), names));
  }

  private static List<Column> columns(Connection connection, long oid, boolean filling)
      throws SQLException {
    List<Column> columns = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(COLUMNS)) {
      query.setLong(1, oid);
      query.setLong(2, oid);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          columns.add(column(rows, filling));
        }
      }
    }
    return List.copyOf(columns);
  }

  /**
   * A column.
   *
   * @param filling whether a trigger of the table may still fill what a record leaves null
   */
  private static Column column(ResultSet row, boolean filling) throws SQLException {
    Optional<String> element = Optional.ofNullable(row.getString("element"));
    boolean elementBuiltIn = row.getBoolean("element_built_in");
    ColumnKind held =
        element
            .map(name -> TypeNames.kind(name, elementBuiltIn))
            .orElse(TypeNames.kind(row.getString("typname"), row.getBoolean("built_in")));
    return new Column(
        row.getString("attname"),
        Quoting.name(row.getString("attname")),
        row.getString("type"),
        row.getString("bare"),
        element.isPresent() ? ColumnKind.ARRAY : held,
        element.map(ignored -> held),
        TypeNames.limits(held, row.getInt("modifier")),
        row.getBoolean("bytewise"),
        row.getBoolean("attnotnull") && !filling,
        false,
        supply(row));
  }

  private static Column.Supply supply(ResultSet row) throws SQLException {
    if (!row.getString("attgenerated").isEmpty()) {
      return Column.Supply.GENERATED;
    }
    return switch (row.getString("attidentity")) {
      case "a" -> Column.Supply.IDENTITY_ALWAYS;
      case "d" -> Column.Supply.DEFAULT;
      default -> row.getBoolean("atthasdef") ? Column.Supply.DEFAULT : Column.Supply.NOTHING;
    };
  }

  @Override
  public boolean isUnique(Connection connection, Table table, Set<String> columns)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(UNIQUE)) {
      query.setLong(1, table.number());
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          String[] names = (String[]) rows.getArray(1).getArray();
          if (new HashSet<>(List.of(names)).equals(columns)) {
            return true;
          }
        }
        return false;
      }
    }
  }

  @Override
  public List<String> primaryKey(Connection connection, Table table) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(PRIMARY)) {
      query.setLong(1, table.number());
      List<String> key = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          key.add(rows.getString(1));
        }
      }
      return List.copyOf(key);
    }
  }

  @Override
  public Optional<String> unknownEquality(Connection connection, FieldRules rules)
      throws SQLException {
    return KeyEquality.unknown(connection, rules);
  }

  @Override
  public void requireWritable(Connection connection, String server) throws SQLException {
    Rights.requireWritable(connection, server);
  }

  @Override
  public Optional<String> lackingRights(Connection connection, FieldRules rules)
      throws SQLException {
    return Rights.lacking(connection, rules);
  }

  @Override
  public boolean isReferredTo(Connection connection, Table table) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(REFERRED)) {
      query.setLong(1, table.number());
      try (ResultSet row = query.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  @Override
  public Map<String, String> notices(Connection connection, FieldRules rules) throws SQLException {
    return Sequences.notices(connection, rules.table());
  }
}
