package io.godwit.files.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.Reading;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.files.SourceYaml;
import io.godwit.files.local.LocalFile;
import io.godwit.files.spec.FileSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of every dialect, cut at every byte, hold what was written into them. */
class DialectCutsTest {

  private static final int FILES = 400;

  @TempDir private Path folder;

  @Test
  void everyCutOfEveryFileReadsAsTheWholeDoes() throws Exception {
    long first = Seeds.first();
    for (long seed = first; seed < first + Seeds.count(FILES); seed++) {
      DialectFiles made = new DialectFiles(seed);
      Path path = Files.writeString(folder.resolve(seed + ".csv"), made.text);
      FileSpec spec = SourceYaml.spec(made.yaml(path.getFileName().toString()));
      LocalFile file = new LocalFile(path.getFileName().toString(), path);
      EveryCut cuts = new EveryCut(file, SourceYaml.format(spec), spec, 1 + (int) (seed % 61));
      String what = made.yaml("seed-" + seed) + made.text;
      cuts.check(
          made.lines,
          (index, reading) -> assertThat(texts(reading)).as(what).isEqualTo(made.rows.get(index)));
      cuts.checkResuming();
    }
  }

  private static List<String> texts(Reading reading) {
    if (reading instanceof Reading.Unreadable bad) {
      return List.of(bad.failure().toString());
    }
    Document fields = ((Reading.Read) reading).record().fields();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      texts.add(fields.value(i) instanceof Value.Text(String text) ? text : "(null)");
    }
    return texts;
  }
}
