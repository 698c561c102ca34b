package io.godwit.jdbc.mysql;

import static io.godwit.jdbc.sql.dialect.PreImageTable.names;

import io.godwit.jdbc.sql.dialect.PreImageStatements;
import io.godwit.jdbc.sql.dialect.PreImageTable;
import io.godwit.jdbc.sql.fit.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tables of pre-images in MariaDB and MySQL. */
final class MysqlPreImages implements PreImageStatements {

  private static final String STEP = "godwit_undo_step";

  /** Of InnoDB: what another engine keeps is not undone with the rows. */
  @Override
  public List<String> create(PreImageTable images) {
    return List.of(
        "create table if not exists %s (godwit_run bigint not null, godwit_is smallint not null,"
                .formatted(images.quoted())
            + " godwit_had smallint not null, godwit_there smallint not null,"
            + " godwit_left smallint not null, godwit_why text character set utf8mb4, "
            + definitions(images.columns())
            + ", unique key godwit_key (godwit_run, "
            + names("", images.key())
            + ", godwit_is)) engine = InnoDB");
  }

  private static String definitions(List<Column> columns) {
    return columns.stream().map(MysqlStatements::definition).collect(Collectors.joining(", "));
  }

  /** The staged keys have names of ours: a condition of the job names columns without a prefix. */
  @Override
  public String stagedRows(PreImageTable images, String staging, String owned, boolean locked) {
    List<String> renamed = new ArrayList<>();
    List<String> same = new ArrayList<>();
    for (int i = 0; i < images.key().size(); i++) {
      String column = images.key().get(i).quoted();
      renamed.add(column + " as godwit_key_" + i);
      same.add("t." + column + " = s.godwit_key_" + i);
    }
    return " from (select %s from %s) s straight_join %s t on %s where (%s\n)"
        .formatted(
            String.join(", ", renamed),
            staging,
            images.target().quoted(),
            String.join(" and ", same),
            owned);
  }

  @Override
  public String locking() {
    return " for update";
  }

  @Override
  public String orSet(PreImageTable images, List<String> columns) {
    return " on duplicate key update "
        + columns.stream()
            .map(column -> images.quoted() + "." + column + " = values(" + column + ")")
            .collect(Collectors.joining(", "));
  }

  @Override
  public String step() {
    return STEP;
  }

  /** It has a number, since some servers are told to refuse tables without a primary key. */
  @Override
  public String makeStep(PreImageTable images) {
    return "drop temporary table if exists %1$s; create temporary table %1$s".formatted(STEP)
        + " (godwit_row bigint not null auto_increment primary key, "
        + definitions(images.key())
        + ", godwit_left smallint not null default 0) engine = InnoDB; ";
  }

  @Override
  public String filledStep() {
    return "";
  }

  @Override
  public String lockStep(PreImageTable images) {
    return "select count(*) from %s s straight_join %s t on %s for update"
        .formatted(STEP, images.target().quoted(), images.sameKey("t", "s"));
  }

  @Override
  public String update(Joined changed, List<Joined> by, Map<String, String> sets, String where) {
    return "update %s set %s where %s"
        .formatted(
            tables(changed, by),
            sets.entrySet().stream()
                .map(set -> changed.alias() + "." + set.getKey() + " = " + set.getValue())
                .collect(Collectors.joining(", ")),
            conditions(changed, by, where));
  }

  @Override
  public String delete(Joined changed, List<Joined> by, String where) {
    return "delete %s from %s where %s"
        .formatted(changed.alias(), tables(changed, by), conditions(changed, by, where));
  }

  /** In the order in which they are read. */
  private static String tables(Joined changed, List<Joined> by) {
    return Stream.concat(by.stream(), Stream.of(changed))
        .map(one -> one.table() + " " + one.alias())
        .collect(Collectors.joining(" straight_join "));
  }

  private static String conditions(Joined changed, List<Joined> by, String where) {
    return Stream.concat(
            Stream.concat(by.stream(), Stream.of(changed)).map(Joined::on), Stream.of(where))
        .collect(Collectors.joining(" and "));
  }
}
