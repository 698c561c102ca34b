package io.godwit.cli.prepare;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Plan;
import io.godwit.common.model.Position;
import io.godwit.common.model.Reading;
import io.godwit.common.model.Split;
import io.godwit.common.model.Verdict;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SplitReader;
import io.godwit.worker.step.HiddenFields;
import io.godwit.worker.step.Pipeline;
import java.util.ArrayList;
import java.util.List;

/** The first records of a source, before and after the steps. */
public final class Preview {

  private Preview() {}

  /** What is shown of one record. */
  public sealed interface Sample {

    /** A record and what the steps make of it. */
    record Shown(DataRecord before, Verdict after) implements Sample {}

    /** A place where no record could be read. */
    record Broken(Reading.Unreadable reading) implements Sample {
      /** Why. */
      public Failure failure() {
        return reading.failure();
      }
    }
  }

  /**
   * The first readings of a planned source.
   *
   * @param most how many, at most
   */
  public static List<Reading> read(Source source, Plan plan, int most) throws Trouble {
    List<Reading> readings = new ArrayList<>();
    for (Split split : plan.splits()) {
      if (readings.size() < most) {
        readings.addAll(read(source, split, most - readings.size()));
      }
    }
    return readings;
  }

  private static List<Reading> read(Source source, Split split, int most) throws Trouble {
    List<Reading> readings = new ArrayList<>();
    try (SplitReader reader = source.read(split, Position.START)) {
      List<Reading> next = reader.read(most);
      while (!next.isEmpty() && readings.size() < most) {
        readings.addAll(next);
        next = reader.read(Math.max(1, most - readings.size()));
      }
    }
    return readings.stream().limit(most).toList();
  }

  /** The readings with what the steps make of those that are records. */
  public static List<Sample> through(Pipeline pipeline, List<Reading> readings) throws Trouble {
    List<DataRecord> records =
        readings.stream()
            .filter(Reading.Read.class::isInstance)
            .map(reading -> ((Reading.Read) reading).record())
            .toList();
    List<Verdict> verdicts = pipeline.run(records);
    List<Sample> samples = new ArrayList<>();
    int next = 0;
    for (Reading reading : readings) {
      switch (reading) {
        case Reading.Read(DataRecord record) ->
            samples.add(shown(record, verdicts.get(next++), pipeline.hidden()));
        case Reading.Unreadable unreadable -> samples.add(new Sample.Broken(unreadable));
        case Reading.LeftOut ignored -> {
          // Of what is not moved nobody asks what becomes of it.
        }
      }
    }
    return samples;
  }

  /** A preview is read over a shoulder, and kept in a terminal: it holds no password. */
  private static Sample shown(DataRecord before, Verdict after, HiddenFields hidden) {
    Verdict told =
        switch (after) {
          case Verdict.Reject(Failure failure) ->
              new Verdict.Reject(hidden.hide(failure, before.fields(), true));
          case Verdict.Keep keep -> keep;
          case Verdict.Split split -> split;
          case Verdict.Drop drop -> drop;
        };
    return new Sample.Shown(before.withFields(hidden.hide(before.fields())), told);
  }
}
