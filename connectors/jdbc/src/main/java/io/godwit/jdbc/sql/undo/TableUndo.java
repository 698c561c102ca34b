package io.godwit.jdbc.sql.undo;

import io.godwit.common.spi.sink.SupportsUndo;
import io.godwit.jdbc.sql.dialect.Dialect;
import io.godwit.jdbc.sql.dialect.PreImageStatements;
import io.godwit.jdbc.sql.dialect.PreImageStatements.Joined;
import io.godwit.jdbc.sql.dialect.PreImageTable;
import io.godwit.jdbc.sql.dialect.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The undo of what a run did to one table. A step takes the keys that are next into a table of its
 * own ({@code s}), locks their rows, marks in it those that are somebody else's by now, puts back
 * the others and forgets them. The caller commits it, or undoes it where the database refuses. For
 * one thread.
 */
final class TableUndo {

  private final Dialect dialect;
  private final PreImageStatements sql;
  private final Statements compared;
  private final PreImageTable images;
  private final long run;

  /**
   * That of a table.
   *
   * @param images with the target's columns as they are now
   * @param run its number there
   */
  TableUndo(Dialect dialect, PreImageTable images, long run) {
    this.dialect = dialect;
    this.sql = PreImages.statements(dialect);
    this.compared = dialect.statements();
    this.images = images;
    this.run = run;
  }

  /** The table that is put back. */
  PreImageTable images() {
    return images;
  }

  /**
   * What a step did.
   *
   * @param taken how many keys it took; where it is none, nothing is left to do
   * @param left how many of them stay as they are
   */
  record Step(long taken, long left) {}

  /** Tries anew what was left, but for what a trigger has altered: that was put back. */
  void begin(Connection connection) throws SQLException {
    execute(
        connection,
        "update %s set godwit_left = 0, godwit_why = null where godwit_run = %d and godwit_is = 1 and godwit_left in (%d, %d)"
            .formatted(
                images.quoted(), run, LeftReason.CHANGED.number(), LeftReason.REFUSED.number()));
  }

  /** The same of what the database has refused. */
  void again(Connection connection) throws SQLException {
    execute(
        connection,
        "update %s set godwit_left = 0, godwit_why = null where godwit_run = %d and godwit_is = 1 and godwit_left = %d"
            .formatted(images.quoted(), run, LeftReason.REFUSED.number()));
  }

  /** Puts back some rows, at most so many. */
  Step step(Connection connection, UndoKind kind, int most) throws SQLException {
    long taken = take(connection, kind, most);
    if (taken == 0) {
      return new Step(0, 0);
    }
    // A constraint that waits for the commit would refuse there, and name no row.
    execute(connection, images.target().deferring() ? "set constraints all immediate" : "");
    drain(connection, sql.lockStep(images));
    long left = mark(connection, LeftReason.CHANGED, isOurs(kind));
    putBack(connection, kind);
    left += mark(connection, LeftReason.ALTERED, isBack(kind));
    forget(connection, left > 0);
    return new Step(taken, left);
  }

  private long take(Connection connection, UndoKind kind, int most) throws SQLException {
    execute(connection, sql.makeStep(images));
    String key = PreImageTable.names("", images.key());
    long taken =
        execute(
            connection,
            "insert into %s (%s, godwit_left) select %s, 0 from %s i where %s and godwit_left = 0 and %s order by %s limit %d"
                .formatted(
                    sql.step(),
                    key,
                    key,
                    images.quoted(),
                    of(1, "i"),
                    kind.condition("i"),
                    key,
                    most));
    execute(connection, sql.filledStep());
    return taken;
  }

  /** Notes that the first row that is next is left, since the database refuses it alone. */
  void refuse(Connection connection, UndoKind kind, String why) throws SQLException {
    take(connection, kind, 1);
    try (PreparedStatement update =
        connection.prepareStatement(
            sql.update(
                ours("i", "i", of(1, "i")),
                List.of(stepped("s")),
                Map.of(
                    "godwit_left",
                    Integer.toString(LeftReason.REFUSED.number()),
                    "godwit_why",
                    "?"),
                PreImageStatements.ALL))) {
      update.setString(1, why);
      update.executeUpdate();
    }
  }

  private long mark(Connection connection, LeftReason reason, String unless) throws SQLException {
    return execute(
        connection,
        "update %s s set godwit_left = %d where godwit_left = 0 and not (%s)"
            .formatted(sql.step(), reason.number(), unless));
  }

  /** Whether a row is as the run has left it, or as it was before it already. */
  private String isOurs(UndoKind kind) {
    return switch (kind) {
      case MADE -> isAs(1) + " or " + isAbsent();
      case CHANGED -> isAs(1) + " or " + isAs(0);
      case REMOVED -> isAbsent() + " or " + isAs(0);
    };
  }

  private String isBack(UndoKind kind) {
    return switch (kind) {
      case MADE -> isAbsent();
      case CHANGED, REMOVED -> isAs(0);
    };
  }

  private String isAbsent() {
    return "(select count(*) from %s t where %s) = 0"
        .formatted(images.target().quoted(), images.sameKey("t", "s"));
  }

  private String isAs(int which) {
    String same =
        images.columns().stream()
            .map(column ->
                compared.unchanged(column, "t." + column.quoted(), "i." + column.quoted()))
            .collect(Collectors.joining(" and "));
    return "(select count(*) from %s t, %s i where %s and %s and %s and %s) = 1"
        .formatted(
            images.target().quoted(),
            images.quoted(),
            of(which, "i"),
            images.sameKey("i", "s"),
            images.sameKey("t", "s"),
            same);
  }

  private String of(int which, String alias) {
    return "%1$s.godwit_run = %2$d and %1$s.godwit_is = %3$d".formatted(alias, run, which);
  }

  private void putBack(Connection connection, UndoKind kind) throws SQLException {
    String mine = "s.godwit_left = 0";
    Joined target = new Joined(images.target().quoted(), "t", images.sameKey("t", "s"), false);
    Joined before = ours("i", "i", of(0, "i"));
    switch (kind) {
      case MADE -> execute(connection, sql.delete(target, List.of(stepped("s")), mine));
      case CHANGED -> {
        Map<String, String> sets = new LinkedHashMap<>();
        images.settable().forEach(column -> sets.put(column.quoted(), "i." + column.quoted()));
        if (!sets.isEmpty()) {
          execute(connection, sql.update(target, List.of(stepped("s"), before), sets, mine));
        }
      }
      case REMOVED ->
          execute(
              connection,
              "insert into %s (%s)%s select %s from %s s, %s i where %s and %s and %s and %s"
                  .formatted(
                      images.target().quoted(),
                      PreImageTable.names("", images.columns()),
                      sql.overriding(images.columns()),
                      PreImageTable.names("i", images.columns()),
                      sql.step(),
                      images.quoted(),
                      mine,
                      of(0, "i"),
                      images.sameKey("i", "s"),
                      isAbsent()));
    }
  }

  private Joined stepped(String alias) {
    return new Joined(sql.step(), alias, PreImageStatements.ALL, false);
  }

  private Joined ours(String alias, String key, String condition) {
    return new Joined(images.quoted(), alias, condition + " and " + images.sameKey(key, "s"), true);
  }

  private void forget(Connection connection, boolean someLeft) throws SQLException {
    Joined all = ours("i", "i", "i.godwit_run = " + run);
    execute(connection, sql.delete(all, List.of(stepped("s")), "s.godwit_left = 0"));
    if (someLeft) {
      execute(
          connection,
          sql.update(
              ours("i", "i", of(1, "i")),
              List.of(stepped("s")),
              Map.of("godwit_left", "s.godwit_left"),
              "s.godwit_left > 0"));
    }
  }

  /** Forgets what was made and deleted by the same run. */
  void end(Connection connection) throws SQLException {
    execute(
        connection,
        "delete from %s where godwit_run = %d and godwit_is = 1 and godwit_had = 0 and godwit_there = 0"
            .formatted(images.quoted(), run));
  }

  /** Tells of all rows that are left; answers how many they are. */
  long left(Connection connection, Consumer<SupportsUndo.Left> each) throws SQLException {
    ShownKey shown = new ShownKey(dialect, images.key());
    long left = 0;
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(1000);
      try (ResultSet row =
          statement.executeQuery(
              "select godwit_left, godwit_why, %s from %s i where %s and godwit_left > 0 order by %s"
                  .formatted(
                      shown.selected("i"),
                      images.quoted(),
                      of(1, "i"),
                      PreImageTable.names("i", images.key())))) {
        while (row.next()) {
          LeftReason reason = LeftReason.of(row.getInt(1));
          String why = row.getString(2);
          each.accept(
              new SupportsUndo.Left(
                  images.target().name().toString(),
                  shown.of(row, 3),
                  reason.text() + (why == null ? "" : ": " + why)));
          left++;
        }
      }
    }
    return left;
  }

  private static long execute(Connection connection, String statements) throws SQLException {
    if (statements.isEmpty()) {
      return 0;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(statements);
      return Math.max(0, statement.getUpdateCount());
    }
  }

  private static void drain(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        // What was asked for is the locks.
      }
    }
  }
}
