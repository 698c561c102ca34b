package io.godwit.jdbc.sql.gone;

import io.godwit.common.model.Answer;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.sink.SupportsGone;
import io.godwit.jdbc.sql.dialect.Statements;
import io.godwit.jdbc.sql.fit.Column;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A search in one table: one transaction, which changes nothing. For one thread. */
public final class GoneSearch implements SupportsGone.Search {

  private static final int FETCHED = 1000;

  private final GoneRows of;
  private final Connection connection;
  private final KeyStage keys;

  GoneSearch(GoneRows of, Connection connection, KeyStage keys) {
    this.of = of;
    this.connection = connection;
    this.keys = keys;
  }

  /** Has the database look at what the job says of its rows, and execute nothing. */
  void check() throws SQLException {
    keys.execute(keys.statements().check("select 1" + gone()));
  }

  @Override
  public Optional<Failure> has(List<Document> documents) throws Trouble {
    try {
      return keys.add(documents);
    } catch (SQLException e) {
      return Optional.of(
          of.dialect()
              .errors()
              .refusal(e, of.rules().table())
              .map(GoneSearch::failure)
              .orElseThrow(() -> of.said(e)));
    }
  }

  private static Failure failure(Answer answer) {
    return switch (answer) {
      case Answer.Doubt(String ignored, Failure failure) -> failure;
      case Outcome.Failed(Failure failure) -> failure;
      case Outcome other -> throw new IllegalStateException("an error is no " + other);
    };
  }

  @Override
  public SupportsGone.Count count() throws Trouble {
    try {
      keys.filled();
      return new SupportsGone.Count(number(owned()), number(gone()));
    } catch (SQLException e) {
      throw of.said(e);
    }
  }

  @Override
  public void rows(Consumer<Document> each) throws Trouble {
    List<Column> columns =
        of.rules().table().columns().stream().filter(of.dialect().wire()::reads).toList();
    String shown =
        columns.stream()
            .map(column -> keys.statements().shown("t." + column.quoted(), column))
            .collect(Collectors.joining(", "));
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCHED);
      try (ResultSet rows = statement.executeQuery("select " + shown + gone())) {
        String[] names = columns.stream().map(Column::name).toArray(String[]::new);
        while (rows.next()) {
          each.accept(Document.ofShared(names, values(rows, columns)));
        }
      }
    } catch (SQLException e) {
      throw of.said(e);
    }
  }

  private Value[] values(ResultSet row, List<Column> columns) throws SQLException {
    Value[] values = new Value[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = of.dialect().wire().read(row, i + 1, columns.get(i));
    }
    return values;
  }

  private String owned() {
    return " from " + of.rules().table().quoted() + " t where " + of.isOwned(keys.statements());
  }

  private String gone() {
    Statements statements = keys.statements();
    return owned()
        + " and not exists (select 1 from "
        + statements.staging()
        + " s where "
        + Statements.sameKey(keys.key())
        + ")";
  }

  private long number(String from) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*)" + from)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** Undoes what it staged; a server that is gone has nothing to undo. */
  @Override
  public void close() {
    try (connection) {
      connection.rollback();
    } catch (SQLException ignored) {
      // Its session ends with the connection, and the staging table with its session.
    }
  }
}
