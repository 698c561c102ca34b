package io.godwit.cli.demo;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.store.ObjectStore;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * Files as a web site has them, which follow from a seed: small ones of any size up to 20 KB, empty
 * ones among them, some of 4 MB, in folders, with names of several scripts and times of several
 * years.
 *
 * @param seed the same one makes the same files
 * @param files how many small ones
 * @param large how many large ones
 */
public record FileTree(long seed, int files, int large) implements MadeFiles {

  private static final int SMALL = 20_000;
  private static final int LARGE = 4 << 20;
  private static final long FIRST = Instant.parse("2015-01-01T00:00:00Z").getEpochSecond();
  private static final int TEN_YEARS = 315_360_000;

  private static final List<String> FOLDERS =
      List.of(
          "", "css/", "img/", "img/2019/", "img/caf\u00e9/", "js/lib/", "docs/\u65e5\u672c\u8a9e/");

  private static final List<String> NAMES =
      List.of(
          "page",
          "a b",
          "logo",
          "r\u00e9sum\u00e9",
          "\u5199\u771f",
          "\ud83d\ude00",
          "100%",
          "it's");

  private static final List<String> ENDINGS = List.of(".html", ".css", ".js", ".png", ".pdf", "");

  @Override
  public void growIn(ObjectStore store) throws Trouble {
    Random random = new Random(seed);
    for (int i = 0; i < files + large; i++) {
      String name = of(FOLDERS, random) + of(NAMES, random) + "-" + i + of(ENDINGS, random);
      int size = i >= files ? LARGE + i : random.nextInt(20) == 0 ? 0 : random.nextInt(SMALL);
      Instant time = Instant.ofEpochSecond(FIRST + random.nextInt(TEN_YEARS), 1000L * i);
      MadeFiles.make(store, name, size, time, "tree " + seed + " " + i, random);
    }
  }

  private static String of(List<String> texts, Random random) {
    return texts.get(random.nextInt(texts.size()));
  }
}
