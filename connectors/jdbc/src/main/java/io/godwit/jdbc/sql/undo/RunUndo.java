package io.godwit.jdbc.sql.undo;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.schema.Structure;
import io.godwit.common.spi.sink.JobRun;
import io.godwit.common.spi.sink.SupportsUndo.Kept;
import io.godwit.common.spi.sink.SupportsUndo.Listener;
import io.godwit.common.spi.sink.SupportsUndo.State;
import io.godwit.common.spi.sink.SupportsUndo.Undone;
import io.godwit.jdbc.sql.TableName;
import io.godwit.jdbc.sql.dialect.Dialect;
import io.godwit.jdbc.sql.dialect.ErrorWords;
import io.godwit.jdbc.sql.dialect.SqlServer;
import io.godwit.jdbc.sql.schema.TableParts;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The undo of a run in a database. For one thread; the connection is its own. */
public final class RunUndo {

  /** Rows of one transaction: few enough that none of it is locked for long. */
  private static final int MOST = 5000;

  private static final int MOST_ATTEMPTS = 5;

  private final Dialect dialect;
  private final SqlServer server;
  private final KeptRuns kept;
  private final JobRun run;
  private final Listener listener;
  private final Map<UndoKind, Long> done = new LinkedHashMap<>();
  private boolean refused;

  private RunUndo(Dialect dialect, SqlServer server, KeptRuns kept, JobRun run, Listener listener) {
    this.dialect = dialect;
    this.server = server;
    this.kept = kept;
    this.run = run;
    this.listener = listener;
  }

  /**
   * Undoes a run; see {@link io.godwit.common.spi.sink.SupportsUndo#undo}.
   *
   * @param ledger beside which it is kept
   */
  public static Undone of(
      Dialect dialect,
      SqlServer server,
      TableName ledger,
      JobRun run,
      int partitions,
      Listener listener)
      throws Trouble {
    KeptRuns kept = new KeptRuns(dialect, server, ledger);
    RunUndo undo = new RunUndo(dialect, server, kept, run, listener);
    try (Connection connection = server.connectForStaging()) {
      connection.setAutoCommit(false);
      return undo.of(connection, partitions);
    } catch (SQLException e) {
      throw undo.said(e);
    }
  }

  private Undone of(Connection connection, int partitions) throws SQLException, Trouble {
    Kept.requireNewest(kept.all(connection, run.job()), run);
    List<TableUndo> tables = tables(connection);
    connection.rollback();
    take(connection, partitions);
    for (TableUndo table : tables) {
      begin(connection);
      table.begin(connection);
      connection.commit();
    }
    long before;
    do {
      before = done.values().stream().mapToLong(Long::longValue).sum();
      refused = false;
      putBack(connection, tables);
    } while (refused
        && before < done.values().stream().mapToLong(Long::longValue).sum()
        && tryAgain(connection, tables));
    return ended(connection, tables);
  }

  /** A worker that takes a partition at the same moment may be the first: then once more. */
  private void take(Connection connection, int partitions) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        kept.notes().close(connection, run, partitions);
        kept.notes().set(connection, run, State.BEGUN);
        connection.commit();
        return;
      } catch (SQLException e) {
        if (attempt == MOST_ATTEMPTS || dialect.errors().isPassing(e)) {
          throw e;
        }
        connection.rollback();
      }
    }
  }

  /** What was refused may be taken when other rows are as they were. */
  private boolean tryAgain(Connection connection, List<TableUndo> tables) throws SQLException {
    for (TableUndo table : tables) {
      table.again(connection);
    }
    connection.commit();
    return true;
  }

  /** First what others may need, last what others may need no more. */
  private void putBack(Connection connection, List<TableUndo> parentsFirst) throws SQLException {
    for (TableUndo table : parentsFirst) {
      putBack(connection, table, UndoKind.REMOVED);
    }
    for (TableUndo table : parentsFirst) {
      putBack(connection, table, UndoKind.CHANGED);
    }
    for (TableUndo table : parentsFirst.reversed()) {
      putBack(connection, table, UndoKind.MADE);
    }
  }

  /** What the database refuses of many it may take of the halves, and one alone is left. */
  private void putBack(Connection connection, TableUndo table, UndoKind kind) throws SQLException {
    int most = MOST;
    while (true) {
      begin(connection);
      try {
        TableUndo.Step step = table.step(connection, kind, most);
        connection.commit();
        if (step.taken() == 0) {
          return;
        }
        long back = step.taken() - step.left();
        done.merge(kind, back, Long::sum);
        if (back > 0) {
          listener.putBack(back);
        }
        most = Math.min(MOST, most * 2);
      } catch (SQLException e) {
        if (dialect.errors().isPassing(e)) {
          throw e;
        }
        connection.rollback();
        if (most == 1) {
          begin(connection);
          table.refuse(connection, kind, ErrorWords.oneLine(dialect.errors().message(e)));
          connection.commit();
          refused = true;
        }
        most = Math.max(1, most / 2);
      }
    }
  }

  private Undone ended(Connection connection, List<TableUndo> tables) throws SQLException {
    long left = 0;
    for (TableUndo table : tables) {
      begin(connection);
      table.end(connection);
      connection.commit();
      left += table.left(connection, listener::left);
      connection.rollback();
    }
    kept.notes().set(connection, run, State.UNDONE);
    connection.commit();
    return new Undone(
        done.getOrDefault(UndoKind.CHANGED, 0L),
        done.getOrDefault(UndoKind.MADE, 0L),
        done.getOrDefault(UndoKind.REMOVED, 0L),
        left);
  }

  /** Parents first; of one table that was altered meanwhile, what was kept last. */
  private List<TableUndo> tables(Connection connection) throws SQLException {
    Map<TableName, List<Structure.Reference>> references = new LinkedHashMap<>();
    Map<TableName, List<TableUndo>> undos = new LinkedHashMap<>();
    for (UndoNotes.Note note : kept.notes().of(connection, run.job())) {
      if (note.run().equals(run.run())) {
        TableName name = note.target();
        undos
            .computeIfAbsent(name, unused -> new ArrayList<>())
            .add(new TableUndo(dialect, kept.images(connection, note), PreImages.number(run)));
        if (!references.containsKey(name)) {
          references.put(name, references(connection, name));
        }
      }
    }
    List<TableUndo> tables = new ArrayList<>();
    UndoOrder.parentsFirst(references)
        .forEach(name -> tables.addAll(undos.getOrDefault(name, List.of())));
    return tables;
  }

  private List<Structure.Reference> references(Connection connection, TableName name)
      throws SQLException {
    return dialect.schema().isEmpty()
        ? List.of()
        : TableParts.of(connection, dialect.schema().get().place(connection, name)).references();
  }

  private void begin(Connection connection) throws SQLException {
    String settings = server.settingsOfStaging();
    if (!settings.isEmpty()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(settings);
      }
    }
  }

  private Trouble said(SQLException e) {
    if (dialect.errors().isPassing(e)) {
      return dialect.errors().trouble(server.name(), e);
    }
    throw new Refused(
        ErrorCode.UNDO_REFUSED, run + ": " + ErrorWords.oneLine(dialect.errors().message(e)), e);
  }
}
