package io.godwit.jdbc.postgresql;

import io.godwit.common.model.Phase;
import io.godwit.common.model.TargetPlan;
import io.godwit.common.model.Task;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.jdbc.sql.BesideName;
import io.godwit.jdbc.sql.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a table is made anew beside the one that is there, and put into its place.
 *
 * <p>What makes it, and what swaps it, is one block each, and so one transaction: a process that is
 * killed leaves all of it or nothing. The new table carries the mark of its run's plan as its
 * comment. A block that is carried out again looks at the mark: of this run, nothing is made anew;
 * gone, nothing is swapped a second time.
 *
 * <p>The old table is dropped in the transaction of the swap. To keep it was rejected: the names of
 * its indexes and its sequences are needed by the new one, and whatever still hangs on it makes the
 * database refuse all of it, which is what should happen.
 *
 * @param oid of the table that is replaced
 * @param name with its schema
 * @param mark of the plan
 */
record PostgresReplacement(Connection connection, long oid, TableName name, String mark) {

  private static final String FIND =
      """
      select c.oid, n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.oid = to_regclass(?)
      """;

  /** What would be lost with the table, or go on hanging on it. */
  private static final String OBSTACLES =
      """
      with t as (select * from pg_class where oid = ?::oid)
      select 'it is not an ordinary table' from t where relkind <> 'r'
      union all select 'it is a partition, or inherits from a table or to one' from t
        where exists (select 1 from pg_inherits where inhrelid = t.oid or inhparent = t.oid)
      union all select 'it has row security' from t where relrowsecurity
      union all select 'it has its replica identity set' from t where relreplident not in ('d')
      union all select 'trigger ' || tgname || ' is on it' from pg_trigger, t
        where tgrelid = t.oid and not tgisinternal
      union all select distinct case when r.ev_class = t.oid then 'rule ' || r.rulename || ' is on it'
          else 'view ' || r.ev_class::regclass || ' reads it' end
        from t join pg_depend d on d.refclassid = 'pg_class'::regclass and d.refobjid = t.oid
          and d.classid = 'pg_rewrite'::regclass
        join pg_rewrite r on r.oid = d.objid
      union all select 'foreign key ' || k.conname || ' of ' || k.conrelid::regclass || ' refers to it'
        from pg_constraint k, t where k.contype = 'f' and k.confrelid = t.oid
      union all select distinct 'function ' || d.objid::regprocedure || ' reads it' from pg_depend d, t
        where d.refclassid = 'pg_class'::regclass and d.refobjid = t.oid
          and d.classid = 'pg_proc'::regclass
      union all select 'publication ' || p.pubname || ' has it'
        from pg_publication_rel x join pg_publication p on p.oid = x.prpubid, t where x.prrelid = t.oid
      union all select 'rights are granted on its column ' || a.attname from pg_attribute a, t
        where a.attrelid = t.oid and a.attacl is not null
      """;

  private static final String FACTS =
      """
      select relpersistence = 'u', array_to_string(reloptions, ', '), quote_ident(pg_get_userbyid(relowner)),
        pg_get_userbyid(relowner) = current_user, quote_literal(obj_description(oid, 'pg_class'))
      from pg_class where oid = ?::oid
      """;

  private static final String INDEXES =
      """
      select x.relname, i.indisunique, pg_get_indexdef(i.indexrelid), quote_ident(x.relname),
        pg_get_constraintdef(k.oid), k.contype = 'x'
      from pg_index i join pg_class x on x.oid = i.indexrelid
      left join pg_constraint k on k.conindid = i.indexrelid and k.conrelid = i.indrelid
        and k.contype in ('p', 'u', 'x')
      where i.indrelid = ?::oid and i.indisvalid order by i.indisprimary desc, x.relname
      """;

  private static final String LINKS =
      """
      select conname, quote_ident(conname), pg_get_constraintdef(oid) from pg_constraint
      where contype = 'f' and conrelid = ?::oid order by conname
      """;

  /** Those of identity columns go with their table; others are its own, and handed over. */
  private static final String SEQUENCES =
      """
      select quote_ident(n.nspname) || '.' || quote_ident(s.relname), quote_ident(a.attname),
        quote_literal(a.attname), d.deptype = 'i'
      from pg_depend d join pg_class s on s.oid = d.objid and s.relkind = 'S'
      join pg_namespace n on n.oid = s.relnamespace
      join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
      where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass
        and d.refobjid = ?::oid and d.refobjsubid > 0 and d.deptype in ('a', 'i') order by 1
      """;

  private static final String GRANTS =
      """
      select 'grant ' || g.privilege_type || ' on %s to '
        || case g.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(g.grantee)) end
        || case when g.is_grantable then ' with grant option' else '' end
      from pg_class c, aclexplode(c.relacl) g where c.oid = ?::oid and g.grantee <> c.relowner
      """;

  /**
   * What is to be done.
   *
   * @throws Refused where there is no such table, and where something hangs on it that would be
   *     lost
   */
  static TargetPlan plan(Connection connection, TableName table, String mark) throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(FIND)) {
      find.setString(1, quoted(table));
      try (ResultSet row = find.executeQuery()) {
        if (!row.next()) {
          throw new Refused(
              ErrorCode.TABLE_MISSING,
              "there is no table "
                  + table
                  + " that could be replaced; make it, or let a first run make it by write: upsert"
                  + " and create: true");
        }
        TableName full = new TableName(Optional.of(row.getString(2)), row.getString(3));
        return new PostgresReplacement(connection, row.getLong(1), full, mark).plan();
      }
    }
  }

  private TargetPlan plan() throws SQLException {
    List<String> obstacles = ask(OBSTACLES).stream().map(List::getFirst).toList();
    if (!obstacles.isEmpty()) {
      throw new Refused(
          ErrorCode.TARGET_NOT_REPLACEABLE,
          "table " + name + " cannot be replaced: " + String.join("; ", obstacles));
    }
    List<String> facts = ask(FACTS).getFirst();
    List<Task> tasks = new ArrayList<>();
    List<String> make = new ArrayList<>(made(facts));
    List<String> renames = new ArrayList<>();
    List<Task> finish = new ArrayList<>();
    int number = 0;
    for (List<String> index : ask(INDEXES)) {
      index(index, Quoting.name(beside().name() + "_" + number++), make, renames, finish);
    }
    if (facts.get(3).equals("f")) {
      make.add("alter table " + fresh() + " owner to " + facts.get(2));
    }
    make.add("comment on table " + fresh() + " is " + literal(mark));
    tasks.add(new Task(Phase.CREATE, Task.REPLACEMENT + name, List.of(block("<>", make, ""))));
    tasks.addAll(finish);
    for (List<String> link : ask(LINKS)) {
      String add = "alter table " + fresh() + " add constraint " + link.get(1) + " " + link.get(2);
      tasks.add(
          new Task(Phase.FINISH, "foreign key " + link.get(0) + " of " + beside(), List.of(add)));
    }
    tasks.add(new Task(Phase.FINISH, "statistics of " + beside(), List.of("analyze " + fresh())));
    tasks.add(new Task(Phase.FINISH, Task.SWAP + name, List.of(swap(renames, facts.get(4)))));
    return new TargetPlan(tasks, List.of(remark()));
  }

  private String remark() {
    return "table "
        + name
        + " is made anew beside it as "
        + beside().name()
        + ", and takes its place when all has arrived; until then it stays as it is. Its indexes,"
        + " foreign keys to others, counters, rights and comment are those of the old one, which is"
        + " dropped";
  }

  /** The table without indexes. */
  private List<String> made(List<String> facts) {
    List<String> make = new ArrayList<>();
    make.add("drop table if exists " + fresh());
    make.add(
        "create "
            + (facts.get(0).equals("t") ? "unlogged " : "")
            + "table "
            + fresh()
            + " (like "
            + quoted(name)
            + " including all excluding indexes)");
    if (!facts.get(1).isEmpty()) {
      make.add("alter table " + fresh() + " set (" + facts.get(1) + ")");
    }
    return make;
  }

  /**
   * Unique ones are there from the beginning, since rows are told apart by them; others are made
   * when all rows are there.
   */
  private void index(
      List<String> index,
      String temporary,
      List<String> make,
      List<String> renames,
      List<Task> finish) {
    boolean unique = index.get(1).equals("t");
    boolean constraint = !index.get(4).isEmpty();
    String using = index.get(2).substring(index.get(2).indexOf(" USING "));
    String statement =
        constraint
            ? "alter table " + fresh() + " add constraint " + temporary + " " + index.get(4)
            : "create "
                + (unique ? "unique " : "")
                + "index "
                + temporary
                + " on "
                + fresh()
                + using;
    if (unique && !index.get(5).equals("t")) {
      make.add(statement);
    } else {
      finish.add(
          new Task(Phase.FINISH, "index " + index.get(0) + " of " + beside(), List.of(statement)));
    }
    String schema = Quoting.name(name.schema().orElseThrow());
    renames.add(
        constraint
            ? "alter table %s rename constraint %s to %s"
                .formatted(quoted(name), temporary, index.get(3))
            : "alter index %s.%s rename to %s".formatted(schema, temporary, index.get(3)));
  }

  private String swap(List<String> renames, String comment) throws SQLException {
    List<String> swap = new ArrayList<>();
    swap.add("lock table " + quoted(name) + " in access exclusive mode");
    for (List<String> sequence : ask(SEQUENCES)) {
      boolean identity = sequence.get(3).equals("t");
      String next =
          identity
              ? "pg_get_serial_sequence(" + literal(fresh()) + ", " + sequence.get(2) + ")"
              : literal(sequence.get(0));
      swap.add(
          "perform setval(%s, greatest((select last_value from %s), (select max(%s) from %s)), true)"
              .formatted(next, sequence.get(0), sequence.get(1), fresh()));
      if (!identity) {
        swap.add(
            "alter sequence %s owned by %s.%s"
                .formatted(sequence.get(0), fresh(), sequence.get(1)));
      }
    }
    swap.add("drop table " + quoted(name));
    swap.add("alter table " + fresh() + " rename to " + Quoting.name(name.name()));
    swap.addAll(renames);
    ask(GRANTS.formatted(quoted(name).replace("'", "''")))
        .forEach(grant -> swap.add(grant.getFirst()));
    swap.add("comment on table " + quoted(name) + " is " + (comment.isEmpty() ? "null" : comment));
    String gone =
        "elsif to_regclass(%s)::oid = %d then raise exception 'the table %% is not there any more', %s;\n"
            .formatted(literal(quoted(name)), oid, literal(fresh()));
    return block("=", swap, gone);
  }

  /** Statements of one transaction, where the mark of what is loaded is this one, or is not. */
  private String block(String compared, List<String> statements, String otherwise) {
    String tag = "$" + mark.replaceAll("[^a-z0-9]", "_") + "$";
    return "do "
        + tag
        + " begin\nif coalesce(obj_description(to_regclass("
        + literal(fresh())
        + "), 'pg_class'), '') "
        + compared
        + " "
        + literal(mark)
        + " then\n"
        + String.join(";\n", statements)
        + ";\n"
        + otherwise
        + "end if;\nend "
        + tag;
  }

  private TableName beside() {
    return BesideName.fresh(name);
  }

  private String fresh() {
    return quoted(beside());
  }

  private static String quoted(TableName table) {
    return table.schema().map(schema -> Quoting.name(schema) + ".").orElse("")
        + Quoting.name(table.name());
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** The rows of an answer about the table, with empty texts for nulls. */
  private List<List<String>> ask(String question) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(question)) {
      query.setLong(1, oid);
      try (ResultSet answer = query.executeQuery()) {
        int columns = answer.getMetaData().getColumnCount();
        while (answer.next()) {
          List<String> row = new ArrayList<>();
          for (int i = 1; i <= columns; i++) {
            row.add(Optional.ofNullable(answer.getString(i)).orElse(""));
          }
          rows.add(row);
        }
      }
    }
    return rows;
  }
}
