package io.godwit.aggregator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.RecordId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortedRowsTest {

  private static final int ROWS = 6000;

  @TempDir Path folder;

  /** All in memory; in some files; in more files than are open at once. */
  @ParameterizedTest
  @ValueSource(longs = {1 << 20, 20_000, 3_000})
  void rowsComeInTheOrderOfTheSource(long mostBytes) throws IOException {
    List<RecordId> ids = new ArrayList<>();
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < ROWS; i++) {
      RecordId id = new RecordId(i / 1000, i % 1000);
      ids.add(id);
      expected.append(text(id));
    }
    Collections.shuffle(ids, new Random(Long.getLong("godwit.seed", 0) + 4));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (SortedRows rows = new SortedRows(folder.resolve(".failed.csv.test"), mostBytes)) {
      for (RecordId id : ids) {
        rows.add(id, text(id).getBytes(StandardCharsets.UTF_8));
      }
      rows.writeTo(out);
    }
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(expected.toString());
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  private static String text(RecordId id) {
    return "row," + id.split() + "," + id.ordinal() + "\n";
  }
}
