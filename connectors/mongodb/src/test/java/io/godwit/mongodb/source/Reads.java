package io.godwit.mongodb.source;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Plan;
import io.godwit.common.model.Position;
import io.godwit.common.model.Reading;
import io.godwit.common.model.Split;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SplitReader;
import java.util.ArrayList;
import java.util.List;

/** What a source reads. */
final class Reads {

  private Reads() {}

  static List<Reading> all(Source source, Plan plan) throws Trouble {
    List<Reading> all = new ArrayList<>();
    for (Split split : plan.splits()) {
      all.addAll(rest(source, split, Position.START));
    }
    return all;
  }

  static List<Reading> rest(Source source, Split split, Position from) throws Trouble {
    try (SplitReader reader = source.read(split, from)) {
      return rest(reader);
    }
  }

  static List<Reading> rest(SplitReader reader) throws Trouble {
    List<Reading> all = new ArrayList<>();
    for (List<Reading> some = reader.read(5); !some.isEmpty(); some = reader.read(5)) {
      all.addAll(some);
    }
    return all;
  }

  static List<DataRecord> records(List<Reading> readings) {
    return readings.stream()
        .map(reading ->
            switch (reading) {
              case Reading.Read(DataRecord record) -> record;
              case Reading.Unreadable bad -> throw new AssertionError(bad.failure().toString());
              case Reading.LeftOut out -> throw new AssertionError(out.toString());
            })
        .toList();
  }

  static List<String> keys(List<Reading> readings) {
    return records(readings).stream().map(record -> record.key().text()).toList();
  }
}
