package io.godwit.cli.demo;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.store.ObjectStore;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * A file for each name of a list, as people hand them in: of a hundred some are missing, some
 * empty, and some larger than 1 MB. The same seed and list make the same files.
 *
 * @param seed of all that is random
 * @param names of the files; empty ones are passed over
 * @param missing how many of a hundred are not there
 * @param empty how many of a hundred are empty
 * @param large how many of a hundred have 1.2 MB; all others have 1 byte to 20 KB
 */
public record ListedFiles(long seed, List<String> names, int missing, int empty, int large)
    implements MadeFiles {

  private static final int SMALL = 20_000;
  private static final int LARGE = 1_200_000;
  private static final Instant FIRST = Instant.parse("2024-09-01T08:00:00Z");

  /** Takes an unmodifiable copy. */
  public ListedFiles {
    names = List.copyOf(names);
  }

  @Override
  public void growIn(ObjectStore store) throws Trouble {
    Random random = new Random(seed);
    for (int i = 0; i < names.size(); i++) {
      int fate = random.nextInt(100);
      int size = size(fate - missing, random);
      if (fate >= missing && !names.get(i).isEmpty()) {
        Instant time = FIRST.plusSeconds(random.nextInt(10_000_000));
        MadeFiles.make(store, names.get(i), size, time, "listed " + seed + " " + i, random);
      }
    }
  }

  private int size(int fate, Random random) {
    int small = 1 + random.nextInt(SMALL);
    return fate < empty ? 0 : fate < empty + large ? LARGE : small;
  }
}
