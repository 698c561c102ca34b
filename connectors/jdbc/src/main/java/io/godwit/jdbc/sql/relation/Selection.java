package io.godwit.jdbc.sql.relation;

import io.godwit.common.model.schema.Type;
import io.godwit.jdbc.sql.fit.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The rows of a relation that a job wants, in the order in which they are read. Its statements are
 * for prepared ones.
 *
 * @param condition of the job, in a form in which it holds no parameter; empty for all rows
 * @param order the columns by which rows are read and compared, which together tell each row from
 *     all others; empty where nothing does
 * @param counted the columns by which rows are put in order where nothing tells them apart by a
 *     comparison
 */
public record Selection(
    Relation relation,
    Optional<String> condition,
    List<RelationColumn> order,
    List<RelationColumn> counted) {

  /** Takes unmodifiable copies. */
  public Selection {
    order = List.copyOf(order);
    counted = List.copyOf(counted);
  }

  /** One that is put in the order of all columns where nothing tells its rows apart. */
  public Selection(Relation relation, Optional<String> condition, List<RelationColumn> order) {
    this(relation, condition, order, relation.columns());
  }

  /** The rows of it that meet another condition as well, which holds no parameter either. */
  public Selection and(String further) {
    return new Selection(
        relation,
        Optional.of(condition.map(own -> "(" + own + "\n) and ").orElse("") + further),
        order,
        counted);
  }

  /** Whether the order is by where the rows lie, which is no column of a record. */
  public boolean isByPlace() {
    return relation.place().filter(place -> order.equals(List.of(place))).isPresent();
  }

  /** What is read of each row: its place first where the order is by it, then every column. */
  public List<RelationColumn> read() {
    List<RelationColumn> read = new ArrayList<>();
    if (isByPlace()) {
      read.addAll(order);
    }
    read.addAll(relation.columns());
    return read;
  }

  /** The columns of the order, as conditions compare them. */
  public List<Column> ordered() {
    return order.stream().map(RelationColumn::column).toList();
  }

  /** Columns as a statement lists them. */
  public static String list(List<RelationColumn> columns) {
    return columns.stream()
        .map(column -> column.column().quoted())
        .collect(Collectors.joining(", "));
  }

  /**
   * The condition of the job and others, from {@code where} on; nothing where there is none. The
   * job's may end in a comment, so a new line follows it.
   */
  public String where(List<String> others) {
    List<String> all = new ArrayList<>();
    condition.ifPresent(text -> all.add("(" + text + "\n)"));
    all.addAll(others);
    return all.isEmpty() ? "" : " where " + String.join(" and ", all);
  }

  /**
   * The statement that reads the rows which meet further conditions. Rows that nothing tells apart
   * come in the order of all counted columns that have one: then the same rows come in the same
   * order again, but for those that differ in other columns alone.
   */
  public String select(List<String> others) {
    List<RelationColumn> by =
        order.isEmpty()
            ? counted.stream().filter(column -> hasOrder(column.type())).toList()
            : order;
    return "select "
        + list(read())
        + " from "
        + relation.quoted()
        + where(others)
        + (by.isEmpty() ? "" : " order by " + list(by));
  }

  /** Whether databases put values of a type in order without being asked how. */
  private static boolean hasOrder(Type type) {
    return switch (type) {
      case Type.Chars ignored -> true;
      case Type.Bool ignored -> true;
      case Type.Whole ignored -> true;
      case Type.Exact ignored -> true;
      case Type.Floating ignored -> true;
      case Type.Bytes ignored -> true;
      case Type.Day ignored -> true;
      case Type.Clock ignored -> true;
      case Type.Stamp ignored -> true;
      case Type.Uuid ignored -> true;
      case Type.ObjectId ignored -> false;
      case Type.Json ignored -> false;
      case Type.ArrayOf ignored -> false;
      case Type.Nested ignored -> false;
      case Type.Foreign ignored -> false;
    };
  }
}
