package io.godwit.jdbc.postgresql.source;

import io.godwit.common.model.schema.Type;
import io.godwit.jdbc.postgresql.wire.TypeNames;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.ColumnKind;
import io.godwit.jdbc.sql.fit.Limits;
import io.godwit.jdbc.sql.relation.RelationColumn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The columns of what is read, with what each holds. A domain is what it is made of, with the
 * limits nearest to the column, and so are the elements of an array. A type that no value has is
 * read as its text; so are arrays whose texts are not those of arrays.
 */
final class RelationColumns {

  private static final String SYSTEM = "postgresql";
  private static final int NO_MODIFIER = -1;

  private static final String OF_TABLE =
      """
      select a.attnum::int as num, a.attname::text as name, a.atttypid as type,
        a.atttypmod as modifier, a.attnotnull as required
      from pg_attribute a where a.attrelid = ? and a.attnum > 0 and not a.attisdropped
      """;

  private static final String OF_QUERY =
      """
      select g.num, g.name, g.type::oid as type, g.modifier, false as required
      from unnest(?::text[], ?::bigint[], ?::int[])
        with ordinality as g(name, type, modifier, num)
      """;

  private static final String COLUMNS =
      """
      with recursive given as (%s), base(num, type, modifier, depth) as (
        select num, type, modifier, 0 from given
        union all
        select b.num, t.typbasetype,
          case when t.typtypmod = -1 then b.modifier else t.typtypmod end, b.depth + 1
        from base b join pg_type t on t.oid = b.type where t.typtype = 'd'
      ), bottom as (
        select distinct on (num) num, type, modifier from base order by num, depth desc
      )
      select g.name, quote_ident(g.name) as quoted, g.required,
        format_type(t.oid, b.modifier) as type, format_type(t.oid, -1) as bare,
        t.typname, tn.nspname = 'pg_catalog' as built_in,
        e.typname as element, en.nspname = 'pg_catalog' as element_built_in,
        format_type(e.oid, -1) as element_type, e.typdelim = ',' as usual,
        coalesce(nullif(d.modifier, -1), b.modifier) as modifier
      from bottom b
        join given g on g.num = b.num
        join pg_type t on t.oid = b.type
        join pg_namespace tn on tn.oid = t.typnamespace
        left join lateral (
          with recursive down(type, modifier, depth) as (
            select t.typelem, -1, 0
              where t.typcategory = 'A' and t.typname not in ('int2vector', 'oidvector')
            union all
            select y.typbasetype, case when y.typtypmod = -1 then w.modifier else y.typtypmod end,
              w.depth + 1
            from down w join pg_type y on y.oid = w.type where y.typtype = 'd'
          ) select type, modifier from down order by depth desc limit 1) d on true
        left join pg_type e on e.oid = d.type
        left join pg_namespace en on en.oid = e.typnamespace
      order by b.num
      """;

  private RelationColumns() {}

  /** Where a row lies: no column of the table, and comparable like one. */
  static RelationColumn place() {
    return new RelationColumn(
        column("ctid", "ctid", "tid", "tid", ColumnKind.TEXT, Optional.empty(), Limits.NONE, true),
        new Type.Foreign(SYSTEM, "tid"));
  }

  /** The columns of a table or view. */
  static List<RelationColumn> ofTable(Connection connection, long oid) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(COLUMNS.formatted(OF_TABLE))) {
      query.setLong(1, oid);
      return columns(query);
    }
  }

  /** Columns of these types, as an answer of the server has them. */
  static List<RelationColumn> ofTypes(
      Connection connection, List<String> names, List<Long> types, List<Integer> modifiers)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(COLUMNS.formatted(OF_QUERY))) {
      query.setArray(1, connection.createArrayOf("text", names.toArray()));
      query.setArray(2, connection.createArrayOf("int8", types.toArray()));
      query.setArray(3, connection.createArrayOf("int4", modifiers.toArray()));
      return columns(query);
    }
  }

  private static List<RelationColumn> columns(PreparedStatement query) throws SQLException {
    List<RelationColumn> columns = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        columns.add(column(rows));
      }
    }
    return columns;
  }

  private static RelationColumn column(ResultSet row) throws SQLException {
    Optional<String> element = Optional.ofNullable(row.getString("element"));
    boolean builtIn = row.getBoolean("built_in");
    String typeName = row.getString("typname");
    String type = row.getString("type");
    int modifier = row.getInt("modifier");
    ColumnKind kind = TypeNames.kind(typeName, builtIn);
    Type held = type(kind, typeName, type, modifier);
    Optional<ColumnKind> elements = Optional.empty();
    if (element.isPresent() && row.getBoolean("usual")) {
      ColumnKind of = TypeNames.kind(element.get(), row.getBoolean("element_built_in"));
      elements = Optional.of(read(of));
      kind = ColumnKind.ARRAY;
      held = new Type.ArrayOf(type(of, element.get(), row.getString("element_type"), modifier));
    }
    Limits limits = element.isPresent() ? Limits.NONE : TypeNames.limits(kind, modifier);
    return new RelationColumn(
        column(
            row.getString("name"),
            row.getString("quoted"),
            type,
            row.getString("bare"),
            read(kind),
            elements,
            limits,
            row.getBoolean("required")),
        held);
  }

  private static Column column(
      String name,
      String quoted,
      String type,
      String bareType,
      ColumnKind kind,
      Optional<ColumnKind> element,
      Limits limits,
      boolean required) {
    return new Column(
        name,
        quoted,
        type,
        bareType,
        kind,
        element,
        limits,
        true,
        required,
        false,
        Column.Supply.NOTHING);
  }

  private static ColumnKind read(ColumnKind kind) {
    return kind == ColumnKind.OTHER || kind == ColumnKind.CUTTING ? ColumnKind.TEXT : kind;
  }

  private static Type type(ColumnKind kind, String typeName, String spelt, int modifier) {
    return switch (kind) {
      case BOOL -> new Type.Bool();
      case INT2 -> new Type.Whole(16, true);
      case INT4 -> new Type.Whole(32, true);
      case INT8 -> new Type.Whole(64, true);
      case FLOAT4 -> new Type.Floating(32);
      case FLOAT8 -> new Type.Floating(64);
      case NUMERIC -> new Type.Exact(precision(modifier), scale(modifier));
      case TEXT, CHAR ->
          typeName.equals("citext")
              ? new Type.Foreign(SYSTEM, spelt)
              : new Type.Chars(length(modifier));
      case BYTES -> new Type.Bytes(OptionalInt.empty());
      case DATE -> new Type.Day();
      case TIME -> new Type.Clock();
      case TIMESTAMP -> new Type.Stamp(false);
      case TIMESTAMPTZ -> new Type.Stamp(true);
      case UUID -> new Type.Uuid();
      case JSON -> new Type.Json();
      case JSONB -> new Type.Json(true);
      case ARRAY, OTHER, CUTTING -> new Type.Foreign(SYSTEM, spelt);
    };
  }

  private static OptionalInt length(int modifier) {
    return modifier == NO_MODIFIER ? OptionalInt.empty() : OptionalInt.of(modifier - 4);
  }

  private static OptionalInt precision(int modifier) {
    return modifier == NO_MODIFIER
        ? OptionalInt.empty()
        : OptionalInt.of(((modifier - 4) >> 16) & 0xffff);
  }

  private static int scale(int modifier) {
    return modifier == NO_MODIFIER ? 0 : TypeNames.limits(ColumnKind.NUMERIC, modifier).scale();
  }
}
