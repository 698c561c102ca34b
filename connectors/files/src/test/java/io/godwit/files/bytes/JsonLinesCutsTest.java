package io.godwit.files.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.Reading;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.SourceSpec;
import io.godwit.common.spec.rule.Size;
import io.godwit.files.jsonl.JsonLinesFormat;
import io.godwit.files.local.LocalFile;
import io.godwit.files.spec.JsonLinesSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file's lines are known because the test wrote them. */
class JsonLinesCutsTest {

  private static final int FILES = 400;
  private static final String[] TEXTS = {"", "x", "é", "a\\nb", "日本", "\\\"", "{\\u0026}"};
  private static final String[] BLANKS = {"", "\n", "\r\n", " \n", "\n\n\t\r\n"};
  private static final String BROKEN = "{\"_id\":1,";

  @TempDir private Path folder;

  @Test
  void everyCutOfEveryFileReadsAsTheWholeDoes() throws Exception {
    for (int seed = 0; seed < FILES; seed++) {
      Random random = new Random(Long.getLong("godwit.seed", 0) + seed);
      List<String> lines = new ArrayList<>();
      List<Long> numbers = new ArrayList<>();
      StringBuilder file = new StringBuilder(random.nextInt(4) == 0 ? "\uFEFF" : "");
      for (int i = random.nextInt(8); i > 0; i--) {
        file.append(BLANKS[random.nextInt(BLANKS.length)]);
        lines.add(line(random, lines.size()));
        numbers.add(1 + file.chars().filter(c -> c == '\n').count());
        file.append(lines.getLast()).append(random.nextBoolean() ? "\n" : "\r\n");
      }
      if (random.nextBoolean() && !file.isEmpty()) {
        file.setLength(file.length() - 1);
      }
      EveryCut cuts = everyCut(seed, file.toString());
      cuts.check(numbers, (index, reading) -> assertSame(lines.get(index), index, reading));
      cuts.checkResuming();
    }
  }

  private static String line(Random random, int number) {
    String text = TEXTS[random.nextInt(TEXTS.length)].repeat(random.nextInt(5));
    return random.nextInt(6) == 0
        ? BROKEN
        : "{\"_id\":%d, \"t\" : \"%s\" }".formatted(number, text);
  }

  private EveryCut everyCut(int seed, String text) throws Exception {
    Path path = Files.writeString(folder.resolve(seed + ".jsonl"), text);
    JsonLinesSpec spec =
        new JsonLinesSpec(
            List.of(path.toString()),
            List.of("_id"),
            SourceSpec.Duplicates.ANY,
            new Size(50),
            new Size(1 << 20));
    LocalFile file = new LocalFile(seed + ".jsonl", path);
    return new EveryCut(file, new JsonLinesFormat(spec), spec, 1 + seed % 53);
  }

  private static void assertSame(String line, int index, Reading reading) {
    switch (reading) {
      case Reading.Read(var record) -> {
        assertThat(record.key()).isEqualTo(new Key(Integer.toString(index)));
        assertThat(record.fields().get("_id")).contains(new Value.Int32(index));
      }
      case Reading.Unreadable unreadable -> {
        assertThat(line).isEqualTo(BROKEN);
        assertThat(new String(unreadable.raw(), java.nio.charset.StandardCharsets.UTF_8).strip())
            .isEqualTo(line);
        assertThat(unreadable.failure().code()).isEqualTo(ErrorCode.JSON_MALFORMED);
      }
      case Reading.LeftOut out -> throw new AssertionError(out.toString());
    }
  }
}
