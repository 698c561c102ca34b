package io.godwit.jdbc.plain;

import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.ColumnKind;
import io.godwit.jdbc.sql.relation.Cuts;
import io.godwit.jdbc.sql.relation.KeyBinding;
import io.godwit.jdbc.sql.relation.KeyCondition;
import io.godwit.jdbc.sql.relation.RelationColumn;
import io.godwit.jdbc.sql.relation.Selection;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Cuts a selection by its key. Places are reckoned between the least and the greatest value of the
 * key's first column, as if its values were spread evenly; at each of them the index is asked for
 * the last key before it. Each part is counted then, and one of far too many rows is cut again: so
 * gaps and crowds in a key cost some more counts of crowds, and no look at the other rows.
 *
 * @param rows how many a part should have, about
 */
record KeyProbes(Connection connection, Selection selection, int rows) {

  /** So often a crowd is cut again: each time it is at most an eighth of what it was. */
  private static final int MOST_ROUNDS = 12;

  /** A part of up to so many times the rows is left as it is. */
  private static final int TOLERANCE = 2;

  private static final int LEAST_PARTS = 8;

  private static final KeyBinding KEYS = new PlainSource().keys();

  /** A part: the keys behind which it begins and up to which it goes, and its rows. */
  private record Part(Optional<List<String>> behind, Optional<List<String>> upTo, long rows) {}

  /** The last keys of all parts but the last. */
  List<List<String>> ends(long all) throws SQLException {
    List<Part> parts = List.of(new Part(Optional.empty(), Optional.empty(), all));
    for (int round = 0; round < MOST_ROUNDS; round++) {
      List<Part> finer = new ArrayList<>();
      for (Part part : parts) {
        finer.addAll(part.rows() > (long) TOLERANCE * rows ? cut(part) : List.of(part));
      }
      if (finer.size() == parts.size()) {
        break;
      }
      parts = finer;
    }
    return parts.stream().flatMap(part -> part.upTo().stream()).toList();
  }

  /** The part itself, where its first column has one value alone. */
  private List<Part> cut(Part part) throws SQLException {
    Optional<BigDecimal> least = bound("min", part);
    Optional<BigDecimal> greatest = bound("max", part);
    if (least.isEmpty() || greatest.isEmpty() || least.get().compareTo(greatest.get()) == 0) {
      return List.of(part);
    }
    int pieces = Math.max(Cuts.parts(part.rows(), rows), LEAST_PARTS);
    BigDecimal width = greatest.get().subtract(least.get());
    List<List<String>> ends = new ArrayList<>();
    for (int i = 1; i < pieces; i++) {
      BigDecimal place =
          width
              .multiply(BigDecimal.valueOf(i))
              .divide(BigDecimal.valueOf(pieces), scale(), RoundingMode.FLOOR)
              .add(least.get());
      Optional<List<String>> end = lastUpTo(place, part);
      if (end.isPresent() && !ends.contains(end.get())) {
        ends.add(end.get());
      }
    }
    return parts(part, ends);
  }

  private List<Part> parts(Part whole, List<List<String>> ends) throws SQLException {
    List<Part> parts = new ArrayList<>();
    Optional<List<String>> behind = whole.behind();
    for (List<String> end : ends) {
      Optional<List<String>> upTo = Optional.of(end);
      parts.add(new Part(behind, upTo, count(behind, upTo)));
      behind = upTo;
    }
    parts.add(new Part(behind, whole.upTo(), count(behind, whole.upTo())));
    return parts;
  }

  private Column first() {
    return selection.order().getFirst().column();
  }

  private int scale() {
    return first().kind() == ColumnKind.NUMERIC ? Math.max(first().scale(), 0) + 1 : 0;
  }

  private Optional<BigDecimal> bound(String function, Part part) throws SQLException {
    String query =
        "select "
            + function
            + "("
            + first().quoted()
            + ") from "
            + selection.relation().quoted()
            + selection.where(conditions(part));
    try (PreparedStatement statement = filled(query, part, Optional.empty());
        ResultSet row = statement.executeQuery()) {
      row.next();
      return DriverValue.form(DriverValue.value(row, 1, first()), first()).map(KeyProbes::number);
    }
  }

  /** Keys are numbers of themselves, of days, or of seconds. */
  private static BigDecimal number(Object form) {
    return switch (form) {
      case Long number -> BigDecimal.valueOf(number);
      case BigDecimal number -> number;
      case LocalDate day -> BigDecimal.valueOf(day.toEpochDay());
      case LocalDateTime time -> BigDecimal.valueOf(time.toEpochSecond(ZoneOffset.UTC));
      case Object other -> throw new IllegalStateException(other + " is not in a known order");
    };
  }

  private Object form(BigDecimal place) {
    return switch (first().kind()) {
      case DATE -> LocalDate.ofEpochDay(place.longValue());
      case TIMESTAMP -> LocalDateTime.ofEpochSecond(place.longValue(), 0, ZoneOffset.UTC);
      case NUMERIC -> place;
      default -> place.longValue();
    };
  }

  private Optional<List<String>> lastUpTo(BigDecimal place, Part part) throws SQLException {
    List<RelationColumn> order = selection.order();
    List<String> conditions = new ArrayList<>(conditions(part));
    conditions.add(first().quoted() + " <= ?");
    String query =
        "select "
            + Selection.list(order)
            + " from "
            + selection.relation().quoted()
            + selection.where(conditions)
            + " order by "
            + order.stream()
                .map(column -> column.column().quoted() + " desc")
                .collect(Collectors.joining(", "));
    try (PreparedStatement statement = filled(query, part, Optional.of(form(place)))) {
      statement.setMaxRows(1);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        List<String> key = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
          key.add(KEYS.text(row, i + 1, order.get(i).column()));
        }
        return Optional.of(key);
      }
    }
  }

  private long count(Optional<List<String>> behind, Optional<List<String>> upTo)
      throws SQLException {
    Part part = new Part(behind, upTo, 0);
    String query =
        "select count(*) from " + selection.relation().quoted() + selection.where(conditions(part));
    try (PreparedStatement statement = filled(query, part, Optional.empty());
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private record Compared(KeyCondition condition, List<String> key) {}

  private List<Compared> compared(Part part) {
    List<Compared> compared = new ArrayList<>();
    part.behind()
        .ifPresent(key ->
            compared.add(
                new Compared(KEYS.compare(selection.ordered(), KeyCondition.Side.BEHIND), key)));
    part.upTo()
        .ifPresent(key ->
            compared.add(
                new Compared(KEYS.compare(selection.ordered(), KeyCondition.Side.UP_TO), key)));
    return compared;
  }

  private List<String> conditions(Part part) {
    return compared(part).stream().map(one -> one.condition().sql()).toList();
  }

  private PreparedStatement filled(String query, Part part, Optional<Object> last)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(query);
    int place = 0;
    for (Compared one : compared(part)) {
      for (int column : one.condition().parts()) {
        KEYS.bind(statement, ++place, one.key().get(column), selection.ordered().get(column));
      }
    }
    if (last.isPresent()) {
      DriverValue.bind(statement, ++place, last, first());
    }
    return statement;
  }
}
