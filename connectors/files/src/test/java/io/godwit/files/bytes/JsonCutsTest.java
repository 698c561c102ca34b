package io.godwit.files.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.Reading;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.value.Value;
import io.godwit.files.SourceYaml;
import io.godwit.files.local.LocalFile;
import io.godwit.files.spec.FileSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arrays and sequences of objects, in any layout, cut at every byte. */
class JsonCutsTest {

  private static final int FILES = 300;
  private static final String[] TEXTS = {"", "x", "é", "a\\nb", "[{", "\\\"", "}]", "\\\\", "日本"};

  /** Elements that are no records, of which none takes its neighbours along. */
  private static final String[] BROKEN = {
    "{\"id\":1,}",
    "{\"id\":[1}",
    "{\"a\":\"x\"y\"\n}",
    "17",
    "nul",
    "[1,[2]]",
    "\"text\"",
    "{'a':1}"
  };

  @TempDir private Path folder;

  @Test
  void everyCutOfEveryFileReadsAsTheWholeDoes() throws Exception {
    long first = Seeds.first();
    for (long seed = first; seed < first + Seeds.count(FILES); seed++) {
      Random random = new Random(seed);
      boolean array = random.nextBoolean();
      StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "\uFEFF" : "");
      text.append(array ? random.nextBoolean() ? " [\n" : "[" : "");
      List<Boolean> good = new ArrayList<>();
      List<Long> lines = new ArrayList<>();
      for (int i = random.nextInt(7); i > 0; i--) {
        text.append(" ".repeat(random.nextInt(3)));
        lines.add(1 + text.chars().filter(c -> c == '\n').count());
        // A sequence is known by its first byte, which is that of an object.
        good.add(good.isEmpty() && !array || random.nextInt(5) > 0);
        text.append(element(random, good.size() - 1, good.getLast()));
        text.append(i > 1 && array ? "," : "").append(random.nextBoolean() ? "\n" : " ");
      }
      text.append(array ? "]" : "").append(random.nextBoolean() ? "\r\n" : "");
      check(seed, text.toString(), lines, good);
    }
  }

  private void check(long seed, String text, List<Long> lines, List<Boolean> good)
      throws Exception {
    Path path = Files.writeString(folder.resolve(seed + ".json"), text);
    FileSpec spec = SourceYaml.spec("json: " + seed + ".json\nkey: id");
    LocalFile file = new LocalFile(seed + ".json", path);
    EveryCut cuts = new EveryCut(file, SourceYaml.format(spec), spec, 1 + (int) (seed % 47));
    cuts.check(
        lines,
        (index, reading) -> {
          switch (reading) {
            case Reading.Read(var record) ->
                assertThat(record.fields().get("id"))
                    .as("seed %d: %s", seed, text)
                    .contains(new Value.Int32(index));
            case Reading.Unreadable bad -> {
              assertThat(good.get(index)).as("seed %d: %s in %s", seed, bad, text).isFalse();
              assertThat(bad.failure().code()).isEqualTo(ErrorCode.JSON_MALFORMED);
            }
            case Reading.LeftOut out -> throw new AssertionError(out.toString());
          }
        });
    cuts.checkResuming();
  }

  private static String element(Random random, int number, boolean good) {
    if (!good) {
      return BROKEN[random.nextInt(BROKEN.length)];
    }
    String text = TEXTS[random.nextInt(TEXTS.length)].repeat(random.nextInt(4));
    String space = random.nextBoolean() ? "\n  " : "";
    return "{%s\"id\":%d,%s\"t\" : [\"%s\", {}]%s}".formatted(space, number, space, text, space);
  }
}
