package io.godwit.bench;

import io.godwit.bench.data.LineitemTable;
import io.godwit.bench.fleet.BenchFleet;
import io.godwit.bench.fleet.CpuMeter;
import io.godwit.bench.fleet.Ground;
import io.godwit.bench.fleet.Round;
import io.godwit.cli.fleet.Runs;
import io.godwit.cli.opening.FleetOpener;
import io.godwit.cli.opening.JobSource;
import io.godwit.cli.remedy.RunUndoing;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.sink.SupportsUndo;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * CSV to PostgreSQL with {@code undo: on} beside the same job without, in warm processes; and the
 * undo of that run beside the run.
 */
final class UndoCase {

  /** A quarter of the throughput. */
  private static final double RUN_BAR = 1.33;

  private static final double UNDO_BAR = 1;

  private final Ground ground;
  private final Path file;
  private final long rows;
  private final Results results;

  UndoCase(Ground ground, Path file, long rows, Results results) {
    this.ground = ground;
    this.file = file;
    this.rows = rows;
    this.results = results;
  }

  /** Measures a warm round of each, and what the second costs to undo. */
  void measure(int repeat) throws IOException, InterruptedException, SQLException {
    try (Connection connection = DriverManager.getConnection(ground.postgresql())) {
      LineitemTable table = new LineitemTable(connection, file);
      CpuMeter.Use plain = warm("lasting-" + repeat, "off", table);
      CpuMeter.Use kept = warm("undone-" + repeat, "on", table);
      CpuMeter.Use undone = undo("undone-" + repeat, table);
      results.add(Round.limit("CSV to PostgreSQL, nothing kept, warm", rows, plain));
      results.add(round("CSV to PostgreSQL, undo: on, warm", kept, plain, RUN_BAR));
      results.add(round("its undo", undone, kept, UNDO_BAR));
    }
  }

  private Round round(String name, CpuMeter.Use use, CpuMeter.Use limit, double bar) {
    return new Round(
        name,
        rows,
        use,
        OptionalDouble.of(use.seconds() / limit.seconds()),
        OptionalDouble.of(bar));
  }

  private static String text(String name, Path file, String undo) {
    return LineitemTable.job(name, file) + "undo: " + undo + "\n";
  }

  private CpuMeter.Use warm(String name, String undo, LineitemTable table)
      throws IOException, InterruptedException, SQLException {
    Path job = ground.job(name, text(name, file, undo));
    CpuMeter meter = new CpuMeter().with("database", ground::databaseCpu);
    try (BenchFleet fleet = BenchFleet.start(ground, name, job, rows, meter)) {
      table.empty();
      fleet.run();
      table.empty();
      return fleet.run();
    }
  }

  private CpuMeter.Use undo(String name, LineitemTable table) throws IOException, SQLException {
    CpuMeter meter =
        new CpuMeter().with("database", ground::databaseCpu).with("client", Ground::ownCpu);
    JobSource job =
        JobSource.find(ground.job(name, text(name, file, "on")).toString(), Optional.empty());
    RunUndoing undoing =
        new RunUndoing(job.job(), new FleetOpener(System.getenv(), ground.servers().embedded()));
    try {
      String run = new Runs(ground.servers().cluster()).registered(name).run();
      CpuMeter.Instant from = meter.now();
      SupportsUndo.Undone undone = undoing.undo(run, new Unheard()).orElseThrow();
      CpuMeter.Use use = from.until(meter.now());
      if (undone.deleted() != rows || undone.left() != 0) {
        throw new IllegalStateException("not all is as it was: " + undone);
      }
      table.requireEmpty();
      return use;
    } catch (Trouble trouble) {
      throw new IllegalStateException(trouble);
    }
  }

  /** Hears of nothing. */
  private static final class Unheard implements SupportsUndo.Listener {
    @Override
    public void putBack(long more) {}

    @Override
    public void left(SupportsUndo.Left row) {}
  }
}
