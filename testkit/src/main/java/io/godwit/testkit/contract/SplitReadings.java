package io.godwit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.Plan;
import io.godwit.common.model.Position;
import io.godwit.common.model.Reading;
import io.godwit.common.model.Split;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SplitReader;
import io.godwit.common.spi.source.SupportsCount;
import java.util.ArrayList;
import java.util.List;

/** Readings of splits, to be compared. */
final class SplitReadings {

  private SplitReadings() {}

  /**
   * What is read from a position to the end of a split, so many at a time. A reader that counts has
   * counted as many.
   */
  static List<Reading> of(Source source, Split split, Position from, int max) throws Trouble {
    List<Reading> all = new ArrayList<>();
    try (SplitReader reader = source.read(split, from)) {
      List<Reading> some = reader.read(max);
      while (!some.isEmpty()) {
        all.addAll(some);
        some = reader.read(max);
      }
      if (reader instanceof SupportsCount counts) {
        assertThat(counts.counted()).as("counted from %s", from).isEqualTo(all.size());
      }
    }
    return all;
  }

  /** What is read of all splits, in their order. */
  static List<Reading> of(Source source, Plan plan, int max) throws Trouble {
    List<Reading> all = new ArrayList<>();
    for (Split split : plan.splits()) {
      all.addAll(of(source, split, Position.START, max));
    }
    return all;
  }

  /** A reading as a text by which two can be compared: arrays of bytes have no equality. */
  static String text(Reading reading) {
    return switch (reading) {
      case Reading.Read(var record) -> record.toString() + " " + fields(record.fields());
      case Reading.Unreadable unreadable ->
          unreadable.id()
              + " "
              + unreadable.key()
              + " "
              + unreadable.origin()
              + " "
              + java.util.Arrays.toString(unreadable.raw())
              + " "
              + unreadable.failure();
      case Reading.LeftOut out -> out.toString();
    };
  }

  private static String fields(io.godwit.common.model.value.Document fields) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < fields.size(); i++) {
      text.append(fields.name(i)).append('=').append(fields.value(i)).append(' ');
    }
    return text.toString();
  }

  static List<String> texts(List<Reading> readings) {
    return readings.stream().map(SplitReadings::text).toList();
  }
}
