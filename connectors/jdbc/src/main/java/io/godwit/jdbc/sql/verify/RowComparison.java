package io.godwit.jdbc.sql.verify;

import io.godwit.common.model.Match;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.value.Document;
import io.godwit.common.spi.sink.Fault;
import io.godwit.jdbc.sql.batch.Batch;
import io.godwit.jdbc.sql.batch.ColumnLayout;
import io.godwit.jdbc.sql.batch.SentRows;
import io.godwit.jdbc.sql.batch.Slice;
import io.godwit.jdbc.sql.batch.WriteOrder;
import io.godwit.jdbc.sql.dialect.Dialect;
import io.godwit.jdbc.sql.dialect.ErrorWords;
import io.godwit.jdbc.sql.dialect.Rows;
import io.godwit.jdbc.sql.dialect.Statements;
import io.godwit.jdbc.sql.fit.FieldRules;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A comparison of rows with those of one table. It uses a transaction of its own, of which nothing
 * stays but, in some databases, a staging table of the session. For one thread.
 */
public final class RowComparison {

  private final Dialect dialect;
  private final Connection connection;
  private final String settings;
  private final FieldRules rules;
  private final Statements statements;

  /**
   * One over a connection on which nothing is begun, and that commits nothing by itself.
   *
   * @param settings what is to be sent first in each transaction; or nothing
   * @param rules the table, and the columns by which its rows are found
   */
  public RowComparison(Dialect dialect, Connection connection, String settings, FieldRules rules) {
    this.dialect = dialect;
    this.connection = connection;
    this.settings = settings;
    this.rules = rules;
    this.statements = dialect.statements();
  }

  /**
   * One answer a row, in their order.
   *
   * @throws SQLException where the database does not answer
   */
  public List<Match> of(List<Document> rows) throws SQLException {
    Batch batch = Batch.of(rows.size(), rows::get, rules);
    Match[] matches = new Match[rows.size()];
    Arrays.fill(matches, Match.Equal.EQUAL);
    for (Slice slice : WriteOrder.of(batch.keys(), batch.groups())) {
      compare(slice, batch, matches);
    }
    connection.rollback();
    for (int i = 0; i < matches.length; i++) {
      if (batch.answer(i) instanceof Outcome.Failed(var failure)) {
        matches[i] = new Match.Unclear(failure.message());
      }
    }
    return List.of(matches);
  }

  /** What the database refuses of all together it may take of the halves. */
  private void compare(Slice slice, Batch batch, Match[] matches) throws SQLException {
    try {
      ask(slice, batch, matches);
    } catch (SQLException e) {
      if (!(dialect.errors().of(e) instanceof Fault.OfData)) {
        throw e;
      }
      connection.rollback();
      if (slice.records().length == 1) {
        matches[slice.records()[0]] =
            new Match.Unclear(ErrorWords.oneLine(dialect.errors().message(e)));
      } else {
        for (Slice half : slice.halves()) {
          compare(half, batch, matches);
        }
      }
    }
  }

  private void ask(Slice slice, Batch batch, Match[] matches) throws SQLException {
    ColumnLayout layout = batch.layout(slice.group());
    if (!statements.stages()) {
      compareWaiting(slice, batch, layout, matches);
      return;
    }
    SentRows sent = staged(slice, batch);
    if (sent.rows() == 0) {
      return;
    }
    List<Integer> others = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(equal(layout));
        ResultSet rows = query.executeQuery()) {
      for (int row = 1; rows.next(); row++) {
        int record = slice.records()[sent.place(row).orElseThrow()];
        switch (rows.getInt(1)) {
          case 0 -> others.add(record);
          case 1 -> matches[record] = Match.Equal.EQUAL;
          default -> matches[record] = Match.Doubled.DOUBLED;
        }
      }
    }
    if (!others.isEmpty()) {
      int[] records = others.stream().mapToInt(Integer::intValue).toArray();
      tell(new Slice(slice.group(), records), batch, layout, matches);
    }
  }

  private void compareWaiting(Slice slice, Batch batch, ColumnLayout layout, Match[] matches)
      throws SQLException {
    Rows rows = dialect.wire().rows(rules.table(), "");
    SentRows sent = new SentRows(slice.records().length);
    rows.stage(connection, batch, slice, sent);
    List<Match> found = rows.waiting().orElseThrow().compare(connection, rules, layout);
    for (int row = 1; row <= sent.rows(); row++) {
      matches[slice.records()[sent.place(row).orElseThrow()]] = found.get(row - 1);
    }
  }

  private SentRows staged(Slice slice, Batch batch) throws SQLException {
    execute(settings);
    execute(statements.createStaging(rules.table(), false) + statements.numberStaging());
    SentRows sent = new SentRows(slice.records().length);
    dialect.wire().rows(rules.table(), statements.staging()).stage(connection, batch, slice, sent);
    return sent;
  }

  /**
   * Answers, in the order in which the rows were sent, how many of the table are like each. A query
   * for each row, since a join would be planned by statistics that a staging table has not, and may
   * read the whole target.
   */
  private String equal(ColumnLayout layout) {
    String same =
        Stream.concat(
                Stream.of(Statements.sameKey(rules.key())),
                layout.others().stream()
                    .map(column ->
                        statements.unchanged(
                            column, "t." + column.quoted(), "s." + column.quoted())))
            .collect(Collectors.joining(" and "));
    return "select (select count(*) from %s t where %s) from %s s order by %s"
        .formatted(rules.table().quoted(), same, statements.staging(), statements.stagedOrder());
  }

  /** Reads in what rows differ; they are few, or the answer does not depend on how fast it is. */
  private void tell(Slice slice, Batch batch, ColumnLayout layout, Match[] matches)
      throws SQLException {
    SentRows sent = staged(slice, batch);
    execute(statements.stagedAll(rules.key()));
    DifferingRows differing = new DifferingRows(dialect, statements, rules, layout);
    List<Match> found = differing.of(connection, sent.rows());
    for (int row = 1; row <= sent.rows(); row++) {
      matches[slice.records()[sent.place(row).orElseThrow()]] = found.get(row - 1);
    }
  }

  private void execute(String sql) throws SQLException {
    if (!sql.isEmpty()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }
  }
}
