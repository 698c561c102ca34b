package io.godwit.jdbc.sql.source;

import io.godwit.common.model.WatermarkRange;
import io.godwit.common.model.WatermarkRange.Reached;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.schema.Type;
import io.godwit.jdbc.spec.SqlSpec;
import io.godwit.jdbc.sql.relation.KeyBinding;
import io.godwit.jdbc.sql.relation.RelationColumn;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The column by which a run tells what is new in a unit.
 *
 * <p>Values stand in statements as literals, not as parameters: they are part of the condition that
 * says which rows a unit has, which is looked at and explained in many places. Only texts of
 * numbers, dates and times can stand there.
 *
 * @param unit whole
 * @param column of the unit
 * @param overlap how far below what was reached a run begins; zero for numbers
 */
record Watermark(SourceUnit unit, RelationColumn column, Duration overlap, KeyBinding keys) {

  /** Numbers, dates and times as the servers write them; nothing that would end a literal. */
  private static final Pattern PLAIN = Pattern.compile("[-+:. 0-9A-Za-z]{1,100}");

  /** Where rows are committed within it, none is missed unless the job says otherwise. */
  private static final Duration USUAL_OVERLAP = Duration.ofMinutes(10);

  /**
   * That of a unit; empty where the job has none.
   *
   * @throws Refused where the unit has no such column, or one that cannot tell
   */
  static Optional<Watermark> of(SourceUnit unit, SqlSpec spec, KeyBinding keys) {
    return spec.watermark().map(name -> of(unit, name, spec.overlap(), keys));
  }

  private static Watermark of(
      SourceUnit unit, String name, Optional<Duration> overlap, KeyBinding keys) {
    RelationColumn column = unit.relation().require(name, "watermark");
    boolean timed = isOfTime(unit, column);
    if (!timed && overlap.filter(span -> !span.isZero()).isPresent()) {
      throw refused(
          unit, column, "holds numbers, and an overlap is a span of time: leave overlap away");
    }
    return new Watermark(unit, column, timed ? overlap.orElse(USUAL_OVERLAP) : Duration.ZERO, keys);
  }

  /** Whether its values are dates or times, and not numbers. */
  private static boolean isOfTime(SourceUnit unit, RelationColumn column) {
    return switch (column.type()) {
      case Type.Whole ignored -> false;
      case Type.Exact ignored -> false;
      case Type.Day ignored -> true;
      case Type.Stamp ignored -> true;
      case Type.Chars ignored -> throw unfit(unit, column);
      case Type.Bool ignored -> throw unfit(unit, column);
      case Type.Floating ignored -> throw unfit(unit, column);
      case Type.Bytes ignored -> throw unfit(unit, column);
      case Type.Clock ignored -> throw unfit(unit, column);
      case Type.Uuid ignored -> throw unfit(unit, column);
      case Type.ObjectId ignored -> throw unfit(unit, column);
      case Type.Json ignored -> throw unfit(unit, column);
      case Type.ArrayOf ignored -> throw unfit(unit, column);
      case Type.Nested ignored -> throw unfit(unit, column);
      case Type.Foreign ignored -> throw unfit(unit, column);
    };
  }

  private static Refused unfit(SourceUnit unit, RelationColumn column) {
    return refused(
        unit,
        column,
        "does not only grow: a watermark is a whole or exact number, a date or a time");
  }

  private static Refused refused(SourceUnit unit, RelationColumn column, String why) {
    return new Refused(
        ErrorCode.SOURCE_WATERMARK,
        column.column().described() + " of " + unit.relation().name() + " " + why);
  }

  /**
   * What the next run reads.
   *
   * @param making what the job makes of the rows, which it would read again otherwise
   * @param reached what was read before; what does not fit counts as nothing
   */
  WatermarkRange next(Connection connection, String making, List<Reached> reached)
      throws SQLException {
    String scope =
        SourceUnit.digest(
                String.join(
                    "\n",
                    unit.relation().identity(),
                    unit.relation().quoted(),
                    making,
                    unit.where()))
            .substring(0, 16);
    Optional<Reached> last =
        reached.stream().filter(one -> one.unit().equals(unit.name())).findFirst();
    Optional<String> above =
        last.filter(one -> one.column().equals(column.name()) && one.scope().equals(scope))
            .map(Reached::value);
    Optional<String> upTo = highest(connection, above).or(() -> above);
    return new WatermarkRange(
        unit.name(), column.name(), scope, above, upTo, remark(above, last.isPresent()));
  }

  private String remark(Optional<String> above, boolean known) {
    String overlapping =
        above.isPresent() && !overlap.isZero()
            ? "less an overlap of "
                + Math.max(1, overlap.toSeconds())
                + " s"
                + " for rows that were committed late"
            : "";
    String nulls = column.column().required() ? "" : "and those where it is null, in every run";
    String again =
        known && above.isEmpty()
            ? "since the table, the condition, the watermark, the steps or the sink are not those"
                + " of the last run"
            : "";
    return List.of(overlapping, nulls, again).stream()
        .filter(part -> !part.isEmpty())
        .reduce((one, other) -> one + ", " + other)
        .orElse("");
  }

  /** The highest value of rows that are new; empty where there is none. */
  private Optional<String> highest(Connection connection, Optional<String> above)
      throws SQLException {
    String quoted = column.column().quoted();
    boolean timed = !overlap.isZero() || isOfTime(unit, column);
    String early = timed ? "max(%s) > current_timestamp + interval '1' day" : "max(%s) is null";
    List<String> newer = above.map(value -> quoted + " > " + literal(value)).stream().toList();
    String query =
        "select max("
            + quoted
            + "), "
            + early.formatted(quoted)
            + " from "
            + unit.relation().quoted()
            + unit.selection().where(newer);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      if (row.getString(1) == null) {
        return Optional.empty();
      }
      String value = keys.text(row, 1, column.column());
      if (timed && row.getBoolean(2)) {
        throw refused(
            unit,
            column,
            "has a value that lies in the future, "
                + value
                + ": a run up to there would leave out all that is changed before. Correct the row,"
                + " or leave it out by where");
      }
      return Optional.of(value);
    }
  }

  /** The unit with the rows of a range alone. */
  SourceUnit within(Optional<String> above, Optional<String> upTo) {
    String quoted = column.column().quoted();
    String from = above.map(value -> quoted + " > " + lowest(value) + " and ").orElse("");
    // Where there was no value yet, none is read: a row that comes later is the next run's.
    String range = upTo.map(to -> from + quoted + " <= " + literal(to)).orElse("1 = 0");
    return unit.within(
        column.column().required() ? range : "(" + range + " or " + quoted + " is null)");
  }

  private String lowest(String value) {
    return overlap.isZero()
        ? literal(value)
        : literal(value) + " - interval '" + Math.max(1, overlap.toSeconds()) + "' second";
  }

  private String literal(String value) {
    if (!PLAIN.matcher(value).matches()) {
      throw new IllegalArgumentException("not a number, date or time: '" + value + "'");
    }
    return keys.parameter(column.column()).replace("?", "'" + value + "'");
  }
}
