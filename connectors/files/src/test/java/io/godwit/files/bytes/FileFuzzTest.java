package io.godwit.files.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.Plan;
import io.godwit.common.model.Reading;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.spec.SourceSpec;
import io.godwit.common.spec.rule.Size;
import io.godwit.common.spi.Source;
import io.godwit.files.SourceYaml;
import io.godwit.files.spec.CsvSpec;
import io.godwit.files.spec.JsonLinesSpec;
import io.godwit.testkit.fuzz.Mutations;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Any bytes are a file of records: what the plan counts is what its readers bring, each as a record
 * or as what cannot be read, or the file is refused in words.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class FileFuzzTest {

  private static final Size PART = new Size(1 << 20);
  private static final Size LARGEST = new Size(4096);

  @TempDir private Path folder;

  private static List<byte[]> texts(String... texts) {
    return java.util.Arrays.stream(texts)
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  private void countsAreKept(String file, byte[] input, SourceSpec spec) throws Exception {
    Files.write(folder.resolve(file), input);
    Source source = SourceYaml.in(folder, spec);
    try {
      Plan plan = source.plan();
      List<Reading> readings = Readings.of(source, plan.splits());
      assertThat((long) readings.size()).isEqualTo(plan.records());
    } catch (Refused refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  @Test
  void csv() {
    CsvSpec spec =
        new CsvSpec(
            List.of("a.csv"),
            List.of("id"),
            Map.of(),
            Optional.empty(),
            ',',
            SourceSpec.Duplicates.ANY,
            PART,
            LARGEST);
    Mutations.of(
            texts(
                "id,name\n1,a\n2,\"b\"\"\n,c\"\n\n3,\r\n",
                "\uFEFFid,\"na\nme\"\r\n7,\"x\r\ny\"\r\n8,\u00e9\r\n",
                "id\r1\r2\r\"3\"\r"))
        .each(input -> countsAreKept("a.csv", input, spec));
  }

  @Test
  void jsonLines() {
    JsonLinesSpec spec =
        new JsonLinesSpec(
            List.of("a.jsonl"), List.of("_id"), SourceSpec.Duplicates.ANY, PART, LARGEST);
    Mutations.of(
            texts(
                "{\"_id\":1,\"a\":[1,2.5,null,true]}\n{\"_id\":\"x\",\"b\":{\"c\":\"\\u00e9\"}}\n",
                "{\"_id\":{\"$oid\":\"507f1f77bcf86cd799439011\"}}\r\n\n{\"_id\":1e999}\n"))
        .each(input -> countsAreKept("a.jsonl", input, spec));
  }
}
