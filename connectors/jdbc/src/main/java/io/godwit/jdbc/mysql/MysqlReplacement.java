package io.godwit.jdbc.mysql;

import io.godwit.common.model.Phase;
import io.godwit.common.model.TargetPlan;
import io.godwit.common.model.Task;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.schema.Structure;
import io.godwit.jdbc.sql.BesideName;
import io.godwit.jdbc.sql.TableName;
import io.godwit.jdbc.sql.dialect.MetadataPlace;
import io.godwit.jdbc.sql.dialect.SchemaStatements;
import io.godwit.jdbc.sql.schema.TableParts;
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
 * <p>These servers have no transaction around what makes tables, so each statement looks for itself
 * whether it is still to be done. The new table carries the mark of its run's plan as its comment,
 * and loses it after the swap, which is one statement of two renames: readers see the old table or
 * the new one. Views and rights go by the name of a table, and stay. Foreign keys get their names
 * when those of the old table are free.
 *
 * @param table with its database
 * @param mark of the plan
 */
record MysqlReplacement(SchemaStatements sql, TableName table, String mark) {

  private static final String OBSTACLES =
      """
      select concat('it is a ', lower(table_type)) from information_schema.tables
        where table_schema = ? and table_name = ? and table_type <> 'BASE TABLE'
      union all select concat('trigger ', trigger_name, ' is on it') from information_schema.triggers
        where event_object_schema = ? and event_object_table = ?
      union all select distinct concat('foreign key ', constraint_name, ' of ', table_schema, '.',
          table_name, ' refers to it') from information_schema.key_column_usage
        where referenced_table_schema = ? and referenced_table_name = ?
      """;

  private static final String COMMENT =
      "select table_comment from information_schema.tables where table_schema = ? and table_name ="
          + " ?";

  /**
   * What is to be done.
   *
   * @throws Refused where there is no such table, and where something hangs on it that would be
   *     lost
   */
  static TargetPlan plan(Connection connection, SchemaStatements sql, TableName named, String mark)
      throws SQLException {
    MetadataPlace place = sql.place(connection, named);
    TableName table = new TableName(place.catalog(), named.name());
    List<String> comment = texts(connection, COMMENT, table, 1);
    if (comment.isEmpty()) {
      throw new Refused(
          ErrorCode.TABLE_MISSING,
          "there is no table "
              + named
              + " that could be replaced; make it, or let a first run make it by write: upsert and"
              + " create: true");
    }
    List<String> obstacles = texts(connection, OBSTACLES, table, 3);
    if (!obstacles.isEmpty()) {
      throw new Refused(
          ErrorCode.TARGET_NOT_REPLACEABLE,
          "table " + table + " cannot be replaced: " + String.join("; ", obstacles));
    }
    return new MysqlReplacement(sql, table, mark)
        .plan(comment.getFirst(), TableParts.of(connection, place).references());
  }

  private TargetPlan plan(String comment, List<Structure.Reference> references) {
    List<Task> tasks = new ArrayList<>();
    tasks.add(new Task(Phase.CREATE, Task.REPLACEMENT + table, make()));
    tasks.add(new Task(Phase.FINISH, "statistics of " + beside(), sql.analyze(beside())));
    tasks.add(new Task(Phase.FINISH, Task.SWAP + table, swap()));
    tasks.add(new Task(Phase.FINISH, "end of the old " + table, clear(comment)));
    for (Structure.Reference link : references) {
      tasks.add(
          new Task(
              Phase.FINISH,
              "foreign key " + link.name() + " of " + table,
              List.of(sql.createReference(table, link, TableName.parse(link.to())))));
    }
    return new TargetPlan(tasks, List.of(remark()));
  }

  private String remark() {
    return "table "
        + table
        + " is made anew beside it as "
        + beside().name()
        + ", and takes its place when all has arrived; until then it stays as it is. Views and"
        + " rights go by its name and stay, its indexes, counter and comment are those of the old"
        + " one, which is dropped; its foreign keys to others are made after that";
  }

  private List<String> make() {
    List<String> make =
        new ArrayList<>(
            unless(marked(beside()), "do 0", "drop table if exists " + sql.quoted(beside())));
    make.add("create table if not exists " + sql.quoted(beside()) + " like " + sql.quoted(table));
    make.add("alter table " + sql.quoted(beside()) + " comment = " + literal(mark));
    return make;
  }

  /**
   * Nothing is done where the table of the name has the mark already. Where neither has it, what
   * was loaded is not there, and the server says so in its own words.
   */
  private List<String> swap() {
    List<String> swap = new ArrayList<>();
    swap.addAll(counter());
    swap.addAll(unless(marked(beside()), "drop table if exists " + sql.quoted(old()), "do 0"));
    swap.addAll(
        unless(
            marked(beside()),
            "rename table %s to %s, %s to %s"
                .formatted(
                    sql.quoted(table), sql.quoted(old()), sql.quoted(beside()), sql.quoted(table)),
            "if(" + marked(table) + ", 'do 0', ",
            "select 1 from " + sql.quoted(beside())));
    return swap;
  }

  /** It goes on behind the highest number that was given, by whichever of the two tables. */
  private List<String> counter() {
    String next =
        "(select auto_increment from information_schema.tables where table_schema = %s and table_name ="
                .formatted(literal(table.schema().orElse("")))
            + " %s)".formatted(literal(table.name()));
    String alter = literal("alter table " + sql.quoted(beside()) + " auto_increment = ");
    return carriedOut(
        "if(%s and %s is not null, concat(%s, %s), 'do 0')"
            .formatted(marked(beside()), next, alter, next));
  }

  private List<String> clear(String comment) {
    return List.of(
        "alter table " + sql.quoted(table) + " comment = " + literal(comment),
        "drop table if exists " + sql.quoted(old()));
  }

  private String marked(TableName one) {
    return "coalesce((select table_comment from information_schema.tables where table_schema = "
        + literal(one.schema().orElse(""))
        + " and table_name = "
        + literal(one.name())
        + "), '') = "
        + literal(mark);
  }

  private static List<String> unless(String condition, String then, String otherwise) {
    return carriedOut("if(%s, %s, %s)".formatted(condition, literal(then), literal(otherwise)));
  }

  private static List<String> unless(
      String condition, String then, String otherwiseIf, String otherwise) {
    return carriedOut(
        "if(%s, %s, %s%s))".formatted(condition, literal(then), otherwiseIf, literal(otherwise)));
  }

  /** A statement that a condition chooses, in the way that both servers know. */
  private static List<String> carriedOut(String text) {
    return List.of(
        "set @godwit = " + text,
        "prepare godwit from @godwit",
        "execute godwit",
        "deallocate prepare godwit");
  }

  private TableName beside() {
    return BesideName.fresh(table);
  }

  private TableName old() {
    return BesideName.old(table);
  }

  private static String literal(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
  }

  private static List<String> texts(
      Connection connection, String question, TableName table, int pairs) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(question)) {
      for (int i = 0; i < pairs; i++) {
        query.setString(2 * i + 1, table.schema().orElse(""));
        query.setString(2 * i + 2, table.name());
      }
      try (ResultSet answer = query.executeQuery()) {
        while (answer.next()) {
          texts.add(Optional.ofNullable(answer.getString(1)).orElse(""));
        }
      }
    }
    return texts;
  }
}
