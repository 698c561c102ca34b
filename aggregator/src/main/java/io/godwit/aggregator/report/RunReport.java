package io.godwit.aggregator.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.godwit.common.model.Difference;
import io.godwit.common.wire.run.VerifyProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What {@code report.json} holds. All of it comes from topics, so every aggregator makes the same.
 *
 * @param balanced whether the books balance: by number in every split, and record by record
 * @param discrepancies what does not balance, in sentences; empty where all does
 * @param notices what is left to do at the target, in sentences with what to type
 * @param startedAt when the run began, as ISO 8601 in UTC
 * @param finishedAt when its last batch ended
 * @param durationMillis between the two
 * @param recordsPerSecond read, on the average of the duration
 * @param plan what there was to do
 * @param outcomes the equation
 * @param rows how many rows at the target the written records became, in all places together; empty
 *     in a report of a version that did not count them
 * @param splits the books of each split, in the order of the source
 * @param workers what each worker did, by name
 * @param failures what failed, most first
 * @param tasks what was done at the target around the load, in its order
 * @param files the lists beside this file
 * @param replayOf the run whose failures it takes up again; empty where it reads the source
 * @param replays what has become of its own failures, the first replay first
 * @param ranges what was read of units of which a watermark tells what is new, a sentence each
 */
public record RunReport(
    String job,
    String run,
    boolean balanced,
    List<String> discrepancies,
    List<String> notices,
    String startedAt,
    String finishedAt,
    long durationMillis,
    long recordsPerSecond,
    Planned plan,
    Outcomes outcomes,
    Optional<Long> rows,
    List<SplitBooks> splits,
    List<WorkerShare> workers,
    List<FailedClass> failures,
    List<DoneTask> tasks,
    List<ResultFile> files,
    Optional<String> replayOf,
    List<Replay> replays,
    List<String> ranges) {

  /** In a report of a version that knew of no tasks they are missing, and there were none. */
  public RunReport {
    tasks = Objects.requireNonNullElse(tasks, List.of());
    replays = Objects.requireNonNullElse(replays, List.of());
    ranges = Objects.requireNonNullElse(ranges, List.of());
  }

  /** What the written records became, for people; empty where each is a row. */
  public Optional<String> becameText() {
    return rows.filter(count -> count != outcomes.written())
        .map(count ->
            String.format(
                Locale.ROOT,
                "%,d %s became %,d rows",
                outcomes.written(),
                outcomes.written() == 1 ? "record" : "records",
                count));
  }

  /** The same, when replays have come after it. */
  public RunReport with(List<Replay> since) {
    return with(failures, tasks, since);
  }

  /** The same, saying something else of single records. */
  RunReport with(List<FailedClass> failed, List<DoneTask> done) {
    return with(failed, done, replays);
  }

  private RunReport with(List<FailedClass> failed, List<DoneTask> done, List<Replay> since) {
    return new RunReport(
        job,
        run,
        balanced,
        discrepancies,
        notices,
        startedAt,
        finishedAt,
        durationMillis,
        recordsPerSecond,
        plan,
        outcomes,
        rows,
        splits,
        workers,
        failed,
        done,
        files,
        replayOf,
        since,
        ranges);
  }

  /**
   * A replay of some of its failures.
   *
   * @param run its id
   * @param taken how many failures of this run it has taken; those without an outcome it has let go
   */
  public record Replay(
      String run, long taken, long written, long unchanged, long dropped, long failed) {}

  /**
   * Something that was done at the target.
   *
   * @param phase before or after the load
   * @param name what a person calls it
   * @param statement what was carried out
   * @param refusal the target's words; empty where it was done
   * @param gone the rows that it was about, where these are gone from the source; empty for other
   *     tasks, and where they were not counted
   * @param verified what a comparison with the target has found; empty for other tasks
   */
  public record DoneTask(
      String phase,
      String name,
      String statement,
      String refusal,
      Optional<GoneRows> gone,
      Optional<Compared> verified) {

    /** One that compares nothing. */
    public DoneTask(
        String phase, String name, String statement, String refusal, Optional<GoneRows> gone) {
      this(phase, name, statement, refusal, gone, Optional.empty());
    }

    /** One that is not about rows. */
    public DoneTask(String phase, String name, String statement, String refusal) {
      this(phase, name, statement, refusal, Optional.empty());
    }
  }

  /**
   * What a comparison with the target has found.
   *
   * @param rows the numbers
   * @param samples the first rows that are not as they were written
   */
  public record Compared(VerifyProgress rows, List<Differing> samples) {

    /** In lines for people: the numbers, then some of the rows. */
    public List<String> lines(int most) {
      List<String> lines = new ArrayList<>();
      lines.add(rows.text());
      samples.stream().limit(most).forEach(row -> lines.add(DifferingList.text(row)));
      return lines;
    }
  }

  /**
   * A row that is not at the target as it was written.
   *
   * @param kind what is the matter: missing, different, doubled, or unclear
   * @param place the table, collection or store
   * @param key the values of its key
   * @param origin where its record is at the source
   * @param differences field by field
   * @param reason why nothing can be told; empty otherwise
   */
  public record Differing(
      String kind,
      String place,
      String key,
      String origin,
      List<Difference> differences,
      String reason) {}

  /**
   * Rows of a table that are gone from the source.
   *
   * @param owned how many rows the job owned there
   * @param gone how many of these are gone
   * @param deleted how many of those were deleted
   * @param marked how many of those were marked
   */
  public record GoneRows(long owned, long gone, long deleted, long marked) {

    /** What was done with them, for people. */
    public String text() {
      return String.format(
          Locale.ROOT,
          "%,d gone of %,d: %,d %s",
          gone,
          owned,
          deleted + marked,
          marked > 0 ? "marked" : "deleted");
    }
  }

  /**
   * What there was to do.
   *
   * @param records counted at the source
   * @param fingerprint of the source
   */
  public record Planned(int splits, long records, String fingerprint) {}

  /** How records ended; {@code read = written + unchanged + dropped + failed} where all is well. */
  public record Outcomes(long read, long written, long unchanged, long dropped, long failed) {

    /** All records that ended. */
    public long ended() {
      return written + unchanged + dropped + failed;
    }
  }

  /**
   * One split's books.
   *
   * @param counted records at the source
   */
  public record SplitBooks(
      int number, String unit, String range, long counted, boolean balanced, Outcomes outcomes) {}

  /** What one worker did; the producer counts what it could not read. */
  public record WorkerShare(
      String name, long records, long written, long unchanged, long dropped, long failed) {}

  /** Failures of one class. */
  public record FailedClass(
      @JsonProperty("class") String errorClass, long records, List<Failed> codes) {}

  /**
   * Failures of one code.
   *
   * @param cause what is the matter
   * @param remedy what to do about it
   * @param samples the first few
   */
  public record Failed(
      String code, long records, String cause, String remedy, List<Sample> samples) {}

  /** One failed record; texts of the source are cut where they are long. */
  public record Sample(String key, String origin, String message, String column) {}

  /** A list of records, and how many it has. */
  public record ResultFile(String name, long records) {}
}
