package io.godwit.bench.fleet;

import io.godwit.common.metrics.Meters;
import io.godwit.common.model.Tally;
import io.godwit.common.monitor.Instruments;
import io.godwit.worker.measure.Activity;
import io.godwit.worker.measure.ActivityClock;
import io.godwit.worker.measure.WorkerMeters;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * What a worker pays for its metrics and its log: how often it does it in a run, by what one costs.
 *
 * <p>It is far below the noise between two runs with and without, so that comparing those would
 * show anything. The counts are those of the measured run; the costs are measured here, warm.
 */
public final class Watching {

  private static final int TIMES = 200_000;
  private static final int LINES = 20_000;
  private static final int SCRAPES = 50;
  private static final double EVERY_SECONDS = 15;

  private Watching() {}

  /**
   * One row.
   *
   * @param what is paid for
   * @param seconds of CPU that it took
   * @param of the seconds of CPU that the worker took in all
   * @param bar the most that the share may be
   */
  public record Cost(String what, double seconds, double of, double bar) {
    /** How much of the whole it is, from 0 to 1. */
    public double share() {
      return seconds / of;
    }
  }

  /** The metrics of a worker that was scraped as Prometheus is usually told to. */
  static Cost metrics(ChildProcess worker, WorkerPage page, double seconds, double cpu)
      throws IOException, InterruptedException {
    double batches = page.value("godwit_worker_batch_seconds_count");
    double before = worker.cpu();
    for (int i = 0; i < SCRAPES; i++) {
      page.read();
    }
    double scrape = (worker.cpu() - before) / SCRAPES;
    double batch = batchNanos() / 1e9;
    double scrapes = Math.ceil(seconds / EVERY_SECONDS);
    String what =
        "metrics of the worker: %.0f batches of %.1f us, %.0f scrapes of %.1f ms"
            .formatted(batches, batch * 1e6, scrapes, scrape * 1e3);
    return new Cost(what, batches * batch + scrapes * scrape, cpu, 0.02);
  }

  /**
   * All that is counted for a batch, with a poll and a commit for each, which is more than real.
   */
  private static double batchNanos() {
    WorkerMeters meters = new WorkerMeters(Instruments.of(new Meters()), "job", "worker");
    ActivityClock clock = meters.clock();
    Tally tally = new Tally(10_000, 0, 0, 0);
    long begun = 0;
    for (int i = 0; i < 2 * TIMES; i++) {
      // The first half warms up.
      begun = i == TIMES ? System.nanoTime() : begun;
      meters.taken(10_000, 1_000_000);
      clock.turn(Activity.PAUSED);
      clock.turn(Activity.BUSY);
      meters.step("1-lookup", i);
      meters.step("2-fields", i);
      meters.sink(i);
      meters.batch(10_000, i);
      clock.turn(Activity.PAUSED);
      meters.committed(i);
      meters.settled(tally, tally, Map.of());
      clock.turn(Activity.IDLE);
    }
    return (double) (System.nanoTime() - begun) / TIMES;
  }

  /**
   * What the worker asks the target before each batch: whether it is still what the batch was made
   * for. It is time and not CPU, and the share is one of the runs' time, as if no two batches were
   * written at once.
   *
   * @param guard what one costs, in seconds
   * @param seconds that the runs took
   */
  static Cost guard(WorkerPage page, double guard, double seconds)
      throws IOException, InterruptedException {
    double batches = page.value("godwit_worker_batch_seconds_count");
    String what =
        "guard of the target, of the time: %.0f batches of %.1f us".formatted(batches, guard * 1e6);
    return new Cost(what, batches * guard, seconds, 0.01);
  }

  /** The log of a worker, which goes to its standard error stream. */
  static Cost log(Path log, Path work, double cpu) throws IOException {
    long lines;
    try (var all = Files.lines(log)) {
      lines = all.filter(line -> line.contains(" INFO ")).count();
    }
    double line = lineNanos(work) / 1e9;
    String what = "INFO log of the worker: %d lines of %.1f us".formatted(lines, line * 1e6);
    return new Cost(what, lines * line, cpu, 0.01);
  }

  private static double lineNanos(Path work) throws IOException {
    PrintStream screen = System.err;
    Path file = Files.createTempFile(work, "lines-", ".log");
    try (PrintStream out =
        new PrintStream(new FileOutputStream(file.toFile()), false, StandardCharsets.UTF_8)) {
      System.setErr(out);
      LoggerContext context =
          Configurator.initialize("lines", "classpath:io/godwit/cli/log/role-log4j2.xml");
      Logger logger = context.getLogger("io.godwit.bench");
      long begun = 0;
      for (int i = 0; i < 2 * LINES; i++) {
        begun = i == LINES ? System.nanoTime() : begun;
        logger.info("worker {} works for {} run {}", "worker", "job", i);
      }
      double nanos = (double) (System.nanoTime() - begun) / LINES;
      context.stop();
      return nanos;
    } finally {
      System.setErr(screen);
      Files.delete(file);
    }
  }
}
