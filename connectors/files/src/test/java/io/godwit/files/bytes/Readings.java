package io.godwit.files.bytes;

import io.godwit.common.model.Position;
import io.godwit.common.model.Reading;
import io.godwit.common.model.Split;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SplitReader;
import java.util.ArrayList;
import java.util.List;

/** Reads splits to their ends. */
public final class Readings {

  private Readings() {}

  /** All that the splits of a source hold, in their order. */
  public static List<Reading> of(Source source, List<Split> splits) throws Trouble {
    List<Reading> all = new ArrayList<>();
    for (Split split : splits) {
      all.addAll(of(source, split, Position.START));
    }
    return all;
  }

  /** All of a source. */
  public static List<Reading> of(Source source) throws Trouble {
    return of(source, source.plan().splits());
  }

  /** What a split holds from a position on. */
  public static List<Reading> of(Source source, Split split, Position from) throws Trouble {
    List<Reading> all = new ArrayList<>();
    try (SplitReader reader = source.read(split, from)) {
      List<Reading> some = reader.read(3);
      while (!some.isEmpty()) {
        all.addAll(some);
        some = reader.read(3);
      }
    }
    return all;
  }
}
