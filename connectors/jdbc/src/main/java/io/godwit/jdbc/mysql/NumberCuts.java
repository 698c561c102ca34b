package io.godwit.jdbc.mysql;

import io.godwit.jdbc.mysql.wire.ReadColumn;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.relation.Cuts;
import io.godwit.jdbc.sql.relation.RelationColumn;
import io.godwit.jdbc.sql.relation.Selection;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * Cuts a selection whose order begins with a number: halves the largest part, by the server's own
 * estimate of its rows, until none is too large. Numbers between serve to ask with; where a part
 * ends is a key that the index has shown. Each question costs a look into the index, so neither
 * gaps nor skew cost more. For one selection.
 */
final class NumberCuts {

  /** A part may have to be asked about more than once, where it has gaps. */
  private static final int QUESTIONS_A_PART = 6;

  private final Connection connection;
  private final Selection selection;
  private final Column first;
  private final int rows;

  /** The ends, by their first number. */
  private final NavigableMap<BigDecimal, List<String>> ends = new TreeMap<>();

  private final PriorityQueue<Part> parts =
      new PriorityQueue<>(Comparator.comparingLong(Part::rows).reversed());

  /**
   * Rows whose first number lies behind one and not behind another.
   *
   * @param rows about how many
   */
  private record Part(BigDecimal behind, BigDecimal upTo, long rows) {}

  /**
   * Cutting that has not begun.
   *
   * @param rows how many a part should have, about
   */
  NumberCuts(Connection connection, Selection selection, int rows) {
    this.connection = connection;
    this.selection = selection;
    this.first = selection.order().getFirst().column();
    this.rows = rows;
  }

  /** Whether the order begins with a number. */
  static boolean canCut(Selection selection) {
    Column first = selection.order().getFirst().column();
    return switch (first.kind()) {
      case INT2, INT4, INT8 -> true;
      case NUMERIC -> !ReadColumn.word(first).equals("bit");
      default -> false;
    };
  }

  /**
   * The cuts.
   *
   * @param estimate of all rows
   */
  Cuts of(long estimate) throws SQLException {
    Optional<BigDecimal> least = edge("");
    Optional<BigDecimal> most = edge(" desc");
    if (least.isEmpty() || most.isEmpty()) {
      return Cuts.none(0);
    }
    parts.add(new Part(least.get().subtract(BigDecimal.ONE), most.get(), estimate));
    int wanted = Cuts.parts(estimate, rows);
    for (int question = 0; question < QUESTIONS_A_PART * wanted; question++) {
      Optional<Part> largest = Optional.ofNullable(parts.poll()).filter(p -> p.rows() > rows);
      if (largest.isEmpty()) {
        break;
      }
      halve(largest.get());
    }
    return new Cuts(List.copyOf(ends.values()), estimate);
  }

  private void halve(Part part) throws SQLException {
    BigDecimal middle =
        part.behind()
            .add(part.upTo())
            .divide(BigDecimal.TWO, Math.max(0, first.scale()), RoundingMode.FLOOR);
    if (middle.compareTo(part.behind()) <= 0) {
      return;
    }
    Optional<List<String>> end = lastKey(part.behind(), middle);
    if (end.isEmpty()) {
      parts.add(new Part(middle, part.upTo(), part.rows()));
      return;
    }
    BigDecimal at = new BigDecimal(end.get().getFirst());
    ends.put(at, end.get());
    parts.add(new Part(part.behind(), at, count(part.behind(), at)));
    parts.add(new Part(at, part.upTo(), count(at, part.upTo())));
  }

  private String from(List<String> conditions) {
    return " from " + selection.relation().quoted() + selection.where(conditions);
  }

  private Optional<BigDecimal> edge(String direction) throws SQLException {
    String sql =
        "select "
            + first.quoted()
            + from(List.of())
            + " order by "
            + first.quoted()
            + direction
            + " limit 1";
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet row = query.executeQuery()) {
      return row.next()
          ? Optional.of(new BigDecimal(ReadColumn.keyText(row, 1, first)))
          : Optional.empty();
    }
  }

  private String between() {
    String parameter = "cast(? as decimal(65, " + Math.max(0, first.scale()) + "))";
    return first.quoted() + " > " + parameter + " and " + first.quoted() + " <= " + parameter;
  }

  private static void bind(PreparedStatement query, BigDecimal behind, BigDecimal upTo)
      throws SQLException {
    query.setString(1, behind.toPlainString());
    query.setString(2, upTo.toPlainString());
  }

  /** The last key whose first number lies between. */
  private Optional<List<String>> lastKey(BigDecimal behind, BigDecimal upTo) throws SQLException {
    List<RelationColumn> order = selection.order();
    List<String> descending =
        order.stream().map(column -> column.column().quoted() + " desc").toList();
    String sql =
        "select "
            + Selection.list(order)
            + from(List.of(between()))
            + " order by "
            + String.join(", ", descending)
            + " limit 1";
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      bind(query, behind, upTo);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        List<String> key = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
          key.add(ReadColumn.keyText(row, i + 1, order.get(i).column()));
        }
        return Optional.of(key);
      }
    }
  }

  private long count(BigDecimal behind, BigDecimal upTo) throws SQLException {
    String sql = "explain select " + first.quoted() + from(List.of(between()));
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      bind(query, behind, upTo);
      return explained(query);
    }
  }

  /** How many rows the server expects a statement to look at. */
  static long explained(PreparedStatement explain) throws SQLException {
    long most = 0;
    try (ResultSet row = explain.executeQuery()) {
      while (row.next()) {
        most = Math.max(most, row.getLong("rows"));
      }
    }
    return most;
  }
}
