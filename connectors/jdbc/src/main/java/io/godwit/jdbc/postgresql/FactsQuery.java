package io.godwit.jdbc.postgresql;

import io.godwit.jdbc.sql.guard.TableFacts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.SortedMap;
import java.util.TreeMap;

/** Asks PostgreSQL's catalog for what the exactness of writing to a table rests on. */
final class FactsQuery {

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

  private FactsQuery() {}

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
}
