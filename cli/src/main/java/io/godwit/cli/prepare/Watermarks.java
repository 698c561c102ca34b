package io.godwit.cli.prepare;

import io.godwit.cli.fleet.Runs;
import io.godwit.common.claim.RunRequest;
import io.godwit.common.job.JobText;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.WatermarkRange;
import io.godwit.common.model.WatermarkRange.Reached;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.Job;
import io.godwit.common.spi.AroundSource;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.source.SupportsWatermark;
import io.godwit.common.wire.OtherVersion;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.RunPlan;
import io.godwit.common.wire.run.SplitMessages;
import io.godwit.common.wire.run.UndoMark;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Up to where the runs of a job have read, and telling its source.
 *
 * <p>The last plan of the job that reads by a watermark stands in its splits topic, and has both
 * ends of what its run reads. Where all of that run has arrived, the next one goes on behind its
 * upper end; where it was given up, or its books did not balance, at its lower one, so that what it
 * may have missed is read again.
 *
 * @param cluster that has run it
 * @param start which run is wanted
 * @param full whether all is to be read, whatever was read before
 */
public record Watermarks(Cluster cluster, RunRequest.Start start, boolean full) {

  /** What of a job decides what becomes of a row that was read. */
  private static final Set<String> MAKING = Set.of("steps", "sink");

  /** A plan that reads by a watermark, and whose it is. */
  private record LastPlan(String run, List<WatermarkRange> ranges) {}

  /**
   * Has a source leave out what was read, if it can. A run that is planned already goes by its
   * plan, whatever this says.
   *
   * @throws Refused where all is to be read, and a run that goes on reads a part
   * @throws Trouble where the broker does not answer
   */
  public void tell(Job job, Source source) throws Trouble {
    if (!(AroundSource.innermost(source) instanceof SupportsWatermark grown)
        || !job.source().isIncremental()) {
      return;
    }
    Optional<JobEntry> current = new Runs(cluster).current(job.job());
    grown.readFrom(making(job), current.isPresent() ? reached(current.get()) : List.of());
  }

  private List<Reached> reached(JobEntry current) throws Trouble {
    Optional<LastPlan> last = last(current.job());
    if (full) {
      requireNotUnderWay(last, current);
      return List.of();
    }
    last.ifPresent(plan -> requireKnown(plan, current));
    List<Reached> reached = new ArrayList<>();
    if (last.isPresent()) {
      boolean whole = current.undo().isEmpty() && isWhole(last.get().run(), current);
      for (WatermarkRange range : last.get().ranges()) {
        (whole ? range.reached() : range.kept()).ifPresent(reached::add);
      }
    }
    return reached;
  }

  /**
   * Only the last plan is there: what a run before it has read is not known when that is undone.
   */
  private static void requireKnown(LastPlan last, JobEntry current) {
    current
        .undo()
        .map(UndoMark::run)
        .filter(run -> !run.equals(last.run()))
        .ifPresent(run -> {
          throw new Refused(
              ErrorCode.COMMAND_USAGE,
              "run "
                  + run
                  + " of "
                  + current.job()
                  + " is undone, and run "
                  + last.run()
                  + " behind it: what is new since is not known any more; type --full, and all is"
                  + " read again");
        });
  }

  /** A run that goes on has its plan, and would not do what was typed. */
  private void requireNotUnderWay(Optional<LastPlan> last, JobEntry current) throws Trouble {
    boolean partly =
        start == RunRequest.Start.RESUME
            && last.filter(plan -> plan.run().equals(current.run()))
                .filter(plan -> plan.ranges().stream().anyMatch(range -> range.above().isPresent()))
                .isPresent();
    if (partly && new Runs(cluster).finish(current).isEmpty()) {
      throw new Refused(
          ErrorCode.COMMAND_USAGE,
          "run "
              + current.run()
              + " of "
              + current.job()
              + " is unfinished and reads what is new: let it end before --full, or give it up with"
              + " --new --full");
    }
  }

  private boolean isWhole(String run, JobEntry current) throws Trouble {
    return current.run().equals(run)
        ? new Runs(cluster).isWhole(current)
        : current.whole().filter(run::equals).isPresent();
  }

  private Optional<LastPlan> last(String job) throws Trouble {
    Runs runs = new Runs(cluster);
    String topic = new Topics(job).splits();
    if (!runs.exists(topic)) {
      return Optional.empty();
    }
    List<LastPlan> plans = new ArrayList<>();
    try (TopicReader reader = TopicReader.open(cluster, topic)) {
      reader.toEnd(message -> {
        try {
          SplitMessages.read(message.key(), message.value())
              .ifPresent(content -> accept(content, plans));
        } catch (OtherVersion e) {
          // What another version has planned is not known here, and then all is read again.
          plans.clear();
        }
      });
    }
    return plans.isEmpty() ? Optional.empty() : Optional.of(plans.getLast());
  }

  private static void accept(SplitMessages.Content content, List<LastPlan> plans) {
    switch (content) {
      case SplitMessages.Content.OfPlan(String run, RunPlan plan) -> {
        if (!plan.ranges().isEmpty()) {
          plans.add(new LastPlan(run, plan.ranges()));
        }
      }
      case SplitMessages.Content.OfSplit ignored -> {}
      case SplitMessages.Content.OfTask ignored -> {}
    }
  }

  /**
   * A digest of what a job makes of its records, and where. Maps of a job have no order that all
   * processes agree in, so the lines are put in order.
   */
  static String making(Job job) {
    List<String> lines = new ArrayList<>();
    boolean counts = false;
    for (String line : JobText.of(job).split("\n")) {
      if (!line.startsWith(" ") && !line.startsWith("-")) {
        counts = MAKING.contains(line.substring(0, Math.max(0, line.indexOf(':'))));
      }
      if (counts) {
        lines.add(line);
      }
    }
    Collections.sort(lines);
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] all = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(digest.digest(all), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
