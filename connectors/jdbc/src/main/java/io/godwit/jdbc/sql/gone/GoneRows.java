package io.godwit.jdbc.sql.gone;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.model.value.Document;
import io.godwit.common.spec.GoneSpec;
import io.godwit.jdbc.sql.dialect.Dialect;
import io.godwit.jdbc.sql.dialect.ErrorWords;
import io.godwit.jdbc.sql.dialect.SqlServer;
import io.godwit.jdbc.sql.dialect.Statements;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.FieldRules;
import io.godwit.jdbc.sql.undo.RowKeeping;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * A table of which rows may be gone, and what the sink says of these. Without state, for any
 * thread.
 *
 * @param rules the table and its key
 */
public record GoneRows(Dialect dialect, SqlServer server, GoneSpec spec, FieldRules rules) {

  /** What the sink says must be of this table. */
  private void check() {
    if (rules.key().isEmpty()) {
      throw refused("it has no key by which a row could be missed");
    }
    spec.column().ifPresent(name -> markable(rules.table().require(name)));
    for (Column column : rules.key()) {
      if (!dialect.wire().reads(column)) {
        throw refused(column.described() + " of the key cannot be read back as it is");
      }
    }
  }

  private void markable(Column column) {
    if (rules.key().contains(column) || column.supply() == Column.Supply.GENERATED) {
      throw refused(column.described() + " cannot mark a row");
    }
    if (spec.value().equals(GoneSpec.NOW) && column.required()) {
      throw refused(column.described() + " is never null, and a time would mark every row");
    }
  }

  private Refused refused(String why) {
    return new Refused(ErrorCode.GONE_REFUSED, "table " + rules.table().name() + ": " + why);
  }

  /**
   * Begins a search; the caller closes it.
   *
   * @throws Trouble where the database does not answer
   * @throws Refused where the table has no such column to mark, its key cannot be read back, or the
   *     database refuses what the job says of its rows
   */
  public GoneSearch search(BareTexts bare) throws Trouble {
    check();
    try {
      Connection connection = begun();
      boolean ready = false;
      try {
        KeyStage keys = new KeyStage(dialect, connection, rules.reading(bare));
        keys.make();
        GoneSearch search = new GoneSearch(this, connection, keys);
        search.check();
        ready = true;
        return search;
      } finally {
        if (!ready) {
          connection.close();
        }
      }
    } catch (SQLException e) {
      throw said(e);
    }
  }

  /**
   * Deletes or marks rows, in one transaction.
   *
   * @param keeping what keeps them as they were; empty where the run is not to be undone
   * @throws Trouble where the database does not answer
   * @throws Refused where it refuses, and nothing is done
   */
  public void remove(List<Document> rows, Optional<RowKeeping> keeping) throws Trouble {
    try (Connection connection = begun()) {
      KeyStage keys = new KeyStage(dialect, connection, rules);
      keys.make();
      Optional<Failure> unfit = keys.add(rows);
      if (unfit.isPresent()) {
        throw refused(unfit.get().message());
      }
      keys.filled();
      String staging = keys.statements().staging();
      if (keeping.isPresent()) {
        String owned = isOwned(keys.statements());
        keeping.get().require(connection);
        keeping.get().before(connection, staging, owned);
        keeping.get().after(connection, staging, owned, spec.marks());
      }
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate(removal(keys));
      }
      if (keeping.isPresent() && spec.marks()) {
        keeping.get().afterAgain(connection, staging);
      }
      connection.commit();
    } catch (SQLException e) {
      throw said(e);
    }
  }

  private String removal(KeyStage keys) {
    Statements statements = keys.statements();
    return spec.column()
        .map(name -> rules.table().require(name))
        .map(column ->
            statements.markStaged(rules.table(), keys.key(), column, mark(), isOwned(statements)))
        .orElseGet(() -> statements.deleteOwned(rules.table(), keys.key(), isOwned(statements)));
  }

  private String mark() {
    return spec.value().equals(GoneSpec.NOW) ? "current_timestamp" : "'" + spec.value() + "'";
  }

  /**
   * Whether a row {@code t} is the job's, and not marked. The condition is the job's own, as {@code
   * where} of a source is; it ends with its line, so that a comment in it ends, too.
   */
  String isOwned(Statements statements) {
    String owned =
        spec.owns()
            .filter(text -> !text.equals(GoneSpec.ALL))
            .map(text -> "(" + text + "\n)")
            .orElse("1 = 1");
    return owned
        + spec.column()
            .map(name -> "t." + rules.table().require(name).quoted())
            .map(column -> " and " + isUnmarked(column, statements))
            .orElse("");
  }

  private String isUnmarked(String column, Statements statements) {
    return spec.value().equals(GoneSpec.NOW)
        ? column + " is null"
        : "not (" + statements.same(column, "'" + spec.value() + "'") + ")";
  }

  private Connection begun() throws SQLException {
    Connection connection = server.connectForStaging();
    boolean ready = false;
    try (Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      String settings = server.settingsOfStaging();
      if (!settings.isEmpty()) {
        statement.execute(settings);
      }
      ready = true;
      return connection;
    } finally {
      if (!ready) {
        connection.close();
      }
    }
  }

  /** Trouble where it may pass; what will not is for a person to hear. */
  Trouble said(SQLException e) {
    if (dialect.errors().isPassing(e)) {
      return dialect.errors().trouble(server.name(), e);
    }
    throw new Refused(
        ErrorCode.GONE_REFUSED,
        "table " + rules.table().name() + ": " + ErrorWords.oneLine(dialect.errors().message(e)),
        e);
  }
}
