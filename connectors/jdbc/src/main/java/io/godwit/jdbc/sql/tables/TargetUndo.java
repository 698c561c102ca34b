package io.godwit.jdbc.sql.tables;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.sink.JobRun;
import io.godwit.common.spi.sink.SupportsUndo.Listener;
import io.godwit.common.spi.sink.SupportsUndo.Undone;
import io.godwit.jdbc.spec.TableSpec;
import io.godwit.jdbc.sql.TableName;
import io.godwit.jdbc.sql.dialect.Dialect;
import io.godwit.jdbc.sql.dialect.SqlServer;
import io.godwit.jdbc.sql.undo.KeptRuns;
import io.godwit.jdbc.sql.undo.PreImages;
import io.godwit.jdbc.sql.undo.RunUndo;
import java.util.List;
import java.util.Optional;

/**
 * What a target keeps to undo runs, and their undo: also of earlier runs, where nothing is kept any
 * more.
 *
 * @param ledger beside which it is kept
 * @param runs those of which something is
 * @param keeping what keeps rows as they were; empty where that is not wanted
 */
record TargetUndo(
    Dialect dialect,
    SqlServer server,
    TableName ledger,
    KeptRuns runs,
    Optional<PreImages> keeping) {

  /** That of some tables, which have one ledger. */
  static TargetUndo of(Dialect dialect, SqlServer server, List<TableSpec> specs, boolean keeps) {
    TableName ledger = TableName.parse(specs.getFirst().ledger());
    return new TargetUndo(
        dialect,
        server,
        ledger,
        new KeptRuns(dialect, server, ledger),
        keeps ? Optional.of(new PreImages(dialect, server, ledger)) : Optional.empty());
  }

  Undone undo(JobRun run, int partitions, Listener listener) throws Trouble {
    return RunUndo.of(dialect, server, ledger, run, partitions, listener);
  }

  /** Takes away what is kept of a job; answers what was done, a sentence each. */
  List<String> forget(String job) throws Trouble {
    return runs.forget(job, run -> true).stream()
        .map(run -> "what was kept of run " + run + " is deleted; it cannot be undone any more")
        .toList();
  }
}
