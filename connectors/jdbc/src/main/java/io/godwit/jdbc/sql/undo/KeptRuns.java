package io.godwit.jdbc.sql.undo;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.spi.sink.JobRun;
import io.godwit.common.spi.sink.SupportsUndo.Kept;
import io.godwit.common.spi.sink.SupportsUndo.State;
import io.godwit.jdbc.sql.TableName;
import io.godwit.jdbc.sql.dialect.Dialect;
import io.godwit.jdbc.sql.dialect.PreImageTable;
import io.godwit.jdbc.sql.dialect.SqlServer;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Of which runs pre-images are kept beside a ledger, and what takes them away. Any thread may ask.
 */
public final class KeptRuns {

  private final Dialect dialect;
  private final SqlServer server;
  private final String ledger;

  /** Those beside a ledger, which need not be there. */
  public KeptRuns(Dialect dialect, SqlServer server, TableName ledger) {
    this.dialect = dialect;
    this.server = server;
    this.ledger = dialect.ledger().map(named -> named.quoted(ledger)).orElse("");
  }

  UndoNotes notes() {
    return new UndoNotes(ledger);
  }

  /**
   * The runs of a job, the newest first.
   *
   * @throws Trouble where the database does not answer
   */
  public List<Kept> of(String job) throws Trouble {
    return server.ask(dialect.errors(), connection -> all(connection, job));
  }

  List<Kept> all(Connection connection, String job) throws SQLException {
    Map<String, State> runs = new LinkedHashMap<>();
    for (UndoNotes.Note note : noted(connection, job)) {
      runs.merge(note.run(), note.state(), (one, other) -> one.compareTo(other) < 0 ? one : other);
    }
    List<Kept> kept = new ArrayList<>();
    runs.forEach((run, state) -> kept.add(new Kept(run, state)));
    return kept;
  }

  /** None where there is no ledger. */
  private List<UndoNotes.Note> noted(Connection connection, String job) throws SQLException {
    if (ledger.isEmpty() || dialect.preImages().isEmpty()) {
      return List.of();
    }
    try {
      return notes().of(connection, job);
    } catch (SQLException e) {
      if (dialect.errors().mayBeAltered(e)) {
        return List.of();
      }
      throw e;
    }
  }

  /**
   * A table of pre-images, with the columns of its target as they are now.
   *
   * @throws Refused where the target, or one of these columns, is not there any more
   */
  PreImageTable images(Connection connection, UndoNotes.Note note) throws SQLException {
    Table target = dialect.catalog().table(connection, note.target());
    List<Column> columns = note.columns().stream().map(name -> column(target, name)).toList();
    List<Column> key = note.key().stream().map(name -> column(target, name)).toList();
    return new PreImageTable(note.images(), quoted(note.images()), target, key, columns);
  }

  private static Column column(Table target, String name) {
    return target
        .column(name)
        .orElseThrow(() ->
            new Refused(
                ErrorCode.UNDO_REFUSED,
                target.lacks(name)
                    + ", which it had when it was written; add it, and type the same again"));
  }

  private String quoted(TableName name) {
    return dialect.ledger().orElseThrow().quoted(name);
  }

  /**
   * Forgets what is kept of some runs of a job, and takes away tables in which nothing is left.
   *
   * @return the runs of which something was kept
   * @throws Trouble where the database does not answer
   */
  public List<String> forget(String job, Predicate<String> which) throws Trouble {
    Set<String> runs = new LinkedHashSet<>();
    // Millions of rows may take longer than a statement of a batch is given.
    try (Connection connection = server.connectForStaging()) {
      for (UndoNotes.Note note : noted(connection, job)) {
        if (which.test(note.run())) {
          forget(connection, note);
          runs.add(note.run());
        }
      }
      for (String run : runs) {
        notes().forget(connection, new JobRun(job, run));
      }
      return List.copyOf(runs);
    } catch (SQLException e) {
      throw dialect.errors().trouble(server.name(), e);
    }
  }

  /**
   * Forgets what is kept of some rows, of every run of a job.
   *
   * @return of how many rows, each run by itself
   * @throws Trouble where the database does not answer
   */
  public long forgetRows(String job, Predicate<Document> isMeant, boolean dry) throws Trouble {
    long rows = 0;
    try (Connection connection = server.connectForStaging()) {
      for (UndoNotes.Note note : noted(connection, job)) {
        if (PreImages.isThere(dialect, connection, quoted(note.images()))) {
          rows += rows(connection, note).forget(connection, isMeant, dry);
        }
      }
      return rows;
    } catch (SQLException e) {
      throw dialect.errors().trouble(server.name(), e);
    }
  }

  /** The columns are those of the table of ours, since the target's may be gone. */
  private ForgottenRows rows(Connection connection, UndoNotes.Note note) throws SQLException {
    Table ours = dialect.catalog().table(connection, note.images());
    return new ForgottenRows(
        dialect,
        quoted(note.images()),
        note.key().stream().map(name -> column(ours, name)).toList(),
        PreImages.number(new JobRun(note.job(), note.run())));
  }

  /** A table that is not there any more keeps nothing. */
  private void forget(Connection connection, UndoNotes.Note note) throws SQLException {
    String images = quoted(note.images());
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "delete from %s where godwit_run = %d"
              .formatted(images, PreImages.number(new JobRun(note.job(), note.run()))));
      boolean empty;
      try (ResultSet row = statement.executeQuery("select 1 from " + images + " limit 1")) {
        empty = !row.next();
      }
      if (empty) {
        statement.execute("drop table " + images);
      }
    } catch (SQLException e) {
      if (!dialect.errors().mayBeAltered(e)) {
        throw e;
      }
    }
  }
}
