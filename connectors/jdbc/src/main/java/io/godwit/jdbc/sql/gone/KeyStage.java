package io.godwit.jdbc.sql.gone;

import io.godwit.common.model.Outcome;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.jdbc.sql.batch.Batch;
import io.godwit.jdbc.sql.batch.SentRows;
import io.godwit.jdbc.sql.batch.Slice;
import io.godwit.jdbc.sql.dialect.Dialect;
import io.godwit.jdbc.sql.dialect.Rows;
import io.godwit.jdbc.sql.dialect.Statements;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.FieldRules;
import io.godwit.jdbc.sql.fit.Table;
import io.godwit.jdbc.sql.fit.ValueMessages;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A staging table of one transaction with the columns of a key and no others: what else the table
 * demands is of no concern to a key. For one thread.
 */
final class KeyStage {

  private final Connection connection;
  private final FieldRules rules;
  private final Statements statements;
  private final Rows rows;

  /**
   * One that {@link #make} has yet to make.
   *
   * @param whole the table and key, as they read the records
   */
  KeyStage(Dialect dialect, Connection connection, FieldRules whole) {
    Table table = whole.table();
    Table keyed =
        new Table(
            table.number(), table.name(), table.quoted(), whole.key(), table.deferring(), false);
    this.connection = connection;
    this.rules = new FieldRules(keyed, whole.key());
    this.statements = dialect.statements();
    this.rows = dialect.wire().rows(keyed, statements.staging());
  }

  Statements statements() {
    return statements;
  }

  List<Column> key() {
    return rules.key();
  }

  /** Makes it, without rows. */
  void make() throws SQLException {
    execute(statements.createStaging(rules.table(), false));
  }

  /** Has the database know what lies in it, when all is there. */
  void filled() throws SQLException {
    execute(statements.stagedAll(rules.key()));
  }

  /** Executes statements; none where the text is empty. */
  void execute(String sql) throws SQLException {
    if (!sql.isEmpty()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }
  }

  /** Sends the keys of documents; answers why one of them can be no row's key. */
  Optional<Failure> add(List<Document> documents) throws SQLException {
    for (Document document : documents) {
      Optional<Failure> lacking = lacking(document);
      if (lacking.isPresent()) {
        return lacking;
      }
    }
    List<Document> keys = documents.stream().map(this::key).toList();
    Batch batch = Batch.of(keys.size(), keys::get, rules);
    Optional<Failure> unfit = failure(batch, keys.size());
    if (unfit.isEmpty() && !keys.isEmpty()) {
      int[] all = IntStream.range(0, keys.size()).toArray();
      rows.stage(connection, batch, new Slice(0, all), new SentRows(all.length));
      return failure(batch, keys.size());
    }
    return unfit;
  }

  private Optional<Failure> lacking(Document document) {
    return rules.key().stream()
        .filter(column -> document.indexOf(column.name()) < 0)
        .findFirst()
        .flatMap(column -> ValueMessages.noKey(column, "absent"));
  }

  private Document key(Document document) {
    String[] names = rules.keyNames().toArray(String[]::new);
    Value[] values = new Value[names.length];
    for (int i = 0; i < names.length; i++) {
      values[i] = document.value(document.indexOf(names[i]));
    }
    return Document.ofShared(names, values);
  }

  private static Optional<Failure> failure(Batch batch, int records) {
    for (int i = 0; i < records; i++) {
      if (batch.answer(i) instanceof Outcome.Failed(Failure failure)) {
        return Optional.of(failure);
      }
    }
    return Optional.empty();
  }
}
