package io.godwit.jdbc.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the exactness of writing to a table rests on, by name, as texts that people can read and a
 * later worker can compare: which table it is, its columns, and whatever may refuse or change a
 * row.
 *
 * <p>Of partitions it is those that rows are put in, each with its bounds and those of what it is a
 * part of: the parts of two months may have the same bounds.
 *
 * <p>Constraints are without what says nothing of a row that is written now: whether rows that were
 * there before have been checked, and when a check takes place, since a batch has all of them take
 * place at once. Constraints that only say NOT NULL are in the columns.
 *
 * @param named what each thing is; the key is its kind and its name, with a blank between
 */
record TableFacts(SortedMap<String, String> named) {

  static final String TABLE = "table";
  static final String COLUMN = "column ";
  static final String NUMBER = "number ";
  static final String REQUIRED = "required ";
  static final String SUPPLY = "supply ";
  static final String UNIQUE = "unique index ";
  static final String CONSTRAINT = "constraint ";
  static final String PARTITION = "partition ";

  /** There where the partitions are too many to be named. */
  static final String UNNAMED_PARTITIONS = "unnamed partitions";

  /** The supply of a column that the database computes. */
  static final String GENERATED = "generated";

  /** The supply of a column that takes a value only where an insert overrides it. */
  static final String IDENTITY = "identity always";

  /** The facts of a run are one message, and those of more partitions might not fit. */
  private static final int MOST_PARTITIONS = 1000;

  private static final String QUERY =
      """
      with recursive t as (select c.oid, c.relrowsecurity as guarded, c.relforcerowsecurity as forced
        from pg_class c where c.oid = ?),
      a as (select a.* from pg_attribute a join t on a.attrelid = t.oid
        where a.attnum > 0 and not a.attisdropped),
      b as (
        select k.oid, pg_get_expr(k.relpartbound, k.oid) as bounds
        from t join pg_inherits i on i.inhparent = t.oid join pg_class k on k.oid = i.inhrelid
        union all
        select k.oid, b.bounds || ', ' || pg_get_expr(k.relpartbound, k.oid)
        from b join pg_inherits i on i.inhparent = b.oid join pg_class k on k.oid = i.inhrelid),
      p as (
        select b.oid, b.bounds from t, pg_partition_tree(t.oid) leaf join b on b.oid = leaf.relid
        where leaf.isleaf and leaf.level > 0)
      select 'table', oid::text from t
      union all
      select 'row security', case when forced then 'forced' else 'enabled' end
      from t where guarded
      union all
      select 'column ' || attname, format_type(atttypid, atttypmod)
        || coalesce((select ' collate ' || collname from pg_collation k join pg_type y
          on y.oid = atttypid where k.oid = attcollation and attcollation <> typcollation), '')
      from a
      union all
      select 'number ' || attname, attnum::text from a
      union all
      select 'required ' || attname, 'not null' from a where attnotnull
      union all
      select 'supply ' || attname, case when attgenerated <> '' then 'generated'
        when attidentity = 'a' then 'identity always' else 'default' end
      from a where attgenerated <> '' or attidentity <> '' or atthasdef
      union all
      select 'unique index ' || x.relname,
        substring(pg_get_indexdef(i.indexrelid) from 'USING .*')
          || case when i.indimmediate then '' else ' deferrable' end
      from pg_index i join t on i.indrelid = t.oid join pg_class x on x.oid = i.indexrelid
      where (i.indisunique or i.indisexclusion) and i.indisready and i.indislive
      union all
      select 'constraint ' || k.conname, regexp_replace(pg_get_constraintdef(k.oid),
        ' (NOT VALID|NOT DEFERRABLE|DEFERRABLE|INITIALLY DEFERRED|INITIALLY IMMEDIATE)', '', 'g')
      from pg_constraint k join t on k.conrelid = t.oid where k.contype in ('c', 'f')
      union all
      select 'trigger ' || g.tgname, pg_get_triggerdef(g.oid)
        || case g.tgenabled when 'O' then '' when 'D' then ' (disabled)'
          when 'A' then ' (always)' else ' (replica only)' end
      from pg_trigger g join t on g.tgrelid = t.oid where not g.tgisinternal
      union all
      select 'rule ' || r.rulename, pg_get_ruledef(r.oid)
        || case r.ev_enabled when 'O' then '' else ' (enabled: ' || r.ev_enabled::text || ')' end
      from pg_rewrite r join t on r.ev_class = t.oid where r.rulename <> '_RETURN'
      union all
      select 'policy ' || p.polname, concat_ws(' ',
        case when p.polpermissive then 'permissive' else 'restrictive' end, p.polcmd::text,
        'to ' || array(select case r when 0 then 'public' else pg_get_userbyid(r)::text end
          from unnest(p.polroles) r order by 1)::text,
        'using ' || pg_get_expr(p.polqual, p.polrelid),
        'with check ' || pg_get_expr(p.polwithcheck, p.polrelid))
      from pg_policy p join t on p.polrelid = t.oid
      union all
      select 'partition ' || p.oid::regclass, bounds from p where (select count(*) from p) <= %d
      union all
      select 'unnamed partitions', 'more than %<d' from p having count(*) > %<d
      """
          .formatted(MOST_PARTITIONS);

  /** Takes an unmodifiable copy. */
  TableFacts {
    named = Collections.unmodifiableSortedMap(new TreeMap<>(named));
  }

  /** The facts of a table of that number. */
  static TableFacts of(Connection connection, long oid) throws SQLException {
    SortedMap<String, String> named = new TreeMap<>();
    try (PreparedStatement query = connection.prepareStatement(QUERY)) {
      query.setLong(1, oid);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          named.put(rows.getString(1), rows.getString(2));
        }
      }
    }
    return new TableFacts(named);
  }

  /** What is known of a thing; empty where there is none of the name. */
  Optional<String> get(String kind, String name) {
    return Optional.ofNullable(named.get(kind + name));
  }

  /** All things of a kind, by their whole names. */
  SortedMap<String, String> ofKind(String kind) {
    // The kind ends with a blank, and no name can sort between it and the next character.
    return named.subMap(kind, kind.substring(0, kind.length() - 1) + '!');
  }
}
