package io.godwit.cli.jobfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.job.JobFile;
import io.godwit.common.job.JobProblems;
import io.godwit.common.job.JobText;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.schema.FieldType;
import io.godwit.common.spec.Job;
import io.godwit.common.spec.RunSpec;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spec.SourceSpec;
import io.godwit.common.spec.rule.Size;
import io.godwit.files.spec.CsvSpec;
import io.godwit.jdbc.spec.JdbcSpec;
import io.godwit.jdbc.spec.TableSpec;
import io.godwit.worker.step.spec.FieldStepSpec;
import io.godwit.worker.step.spec.LookupSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class JobFileTest {

  static Stream<Path> good() {
    return Golden.yaml(Golden.jobs().resolve("good")).stream();
  }

  @Test
  void aJobBindsToItsRecords() {
    Job job = JobFile.read(Golden.jobs().resolve("good/submissions.yaml"));
    assertThat(job.job()).isEqualTo("submissions");
    assertThat(job.source())
        .isEqualTo(
            new CsvSpec(
                List.of("data/studentAssessment.csv"),
                List.of("id_assessment", "id_student"),
                Map.of(
                    "id_assessment", FieldType.INTEGER,
                    "id_student", FieldType.INTEGER,
                    "is_banked", FieldType.BOOLEAN),
                Optional.empty(),
                ',',
                SourceSpec.Duplicates.LAST_WINS,
                new Size(4 << 20),
                new Size(1 << 20)));
    assertThat(job.sink())
        .isEqualTo(
            new TableSpec(
                "assignment_submissions", "app", List.of("lti_launch_id"), SinkSpec.Write.UPSERT));
    assertThat(job.run())
        .isEqualTo(
            new RunSpec(
                new RunSpec.Batch(Duration.ofSeconds(1), 10, 20_000),
                24,
                Duration.ofMillis(250),
                Optional.empty(),
                Duration.ofDays(30)));
    assertThat(job.connections())
        .containsExactly(
            Map.entry(
                "warehouse",
                new JdbcSpec(
                    "${env:WAREHOUSE_URL:-embedded:postgresql}",
                    Optional.of("reader"),
                    Optional.of("${env:P}"),
                    2)),
            Map.entry(
                "app",
                new JdbcSpec(
                    "${env:APP_URL:-embedded:postgresql}", Optional.empty(), Optional.empty(), 4)));
  }

  @Test
  void stepsBindInTheirOrder() {
    Job job = JobFile.read(Golden.jobs().resolve("good/submissions.yaml"));
    assertThat(job.steps())
        .containsExactly(
            new LookupSpec(
                "warehouse",
                "assessments",
                "id_assessment",
                "id_assessment",
                List.of("weight", "code_module"),
                LookupSpec.Missing.REJECT,
                1000),
            new FieldStepSpec.Drop("r.is_banked"),
            new FieldStepSpec.Set(
                Map.of(
                    "lti_launch_id", "'oulad_' + string(r.id_assessment)", "a_second", "r.weight")),
            new FieldStepSpec.Rename(Map.of("code_module", "module")),
            new FieldStepSpec.Cast(Map.of("weight", FieldType.DECIMAL)),
            new FieldStepSpec.Remove(List.of("a_second")),
            new FieldStepSpec.Keep(List.of("lti_launch_id", "weight", "module")));
    assertThat(((FieldStepSpec.Set) job.steps().get(2)).set().keySet())
        .containsExactly("lti_launch_id", "a_second");
  }

  @Test
  void theRarerKeysBindToo() {
    Job job = JobFile.read(Golden.jobs().resolve("good/everything.yaml"));
    assertThat(job.source())
        .isInstanceOfSatisfying(
            CsvSpec.class,
            csv -> {
              assertThat(csv.delimiter()).isEqualTo('\t');
              assertThat(csv.header()).contains(List.of("id", "2013", "x"));
              assertThat(csv.split()).isEqualTo(new Size(1L << 30));
            });
    assertThat(job.steps().getFirst())
        .isEqualTo(
            new LookupSpec("w", "s.t", "id", "nr", List.of("x"), LookupSpec.Missing.NULL, 10_000));
  }

  @ParameterizedTest
  @MethodSource("good")
  void theTextOfAJobReadsAsTheSameJob(Path file) throws IOException {
    Job job = JobFile.read(file);
    String text = JobText.of(job);
    Job again = JobFile.parse(text, "printed");
    assertThat(again).isEqualTo(job);
    assertThat(JobText.of(again)).isEqualTo(text);
    String golden = file.getFileName().toString().replace(".yaml", ".txt");
    Golden.same(file.resolveSibling(golden), text, JobFileTest.class);
  }

  @Test
  void aByteOrderMarkAndWindowsLineEndsChangeNothing(@TempDir Path folder) throws IOException {
    Path plain = Golden.jobs().resolve("good/documents.yaml");
    Path windows = folder.resolve("windows.yaml");
    Files.writeString(windows, "\uFEFF" + Files.readString(plain).replace("\n", "\r\n"));
    assertThat(JobFile.read(windows)).isEqualTo(JobFile.read(plain));
  }

  @Test
  void aMissingFileIsRefusedByName(@TempDir Path folder) {
    assertThatThrownBy(() -> JobFile.read(folder.resolve("nowhere.yaml")))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.JOB_UNKNOWN))
        .hasMessageContaining("nowhere.yaml");
  }

  @ParameterizedTest
  @CsvSource({
    "pool: 64, pool: 1, pool: 65, pool: 0",
    "partitions: 1000, partitions: 1, partitions: 1001, partitions: 0",
    "batch: 10000, batch: 1, batch: 10001, batch: 0",
    "'from: 1, to: 1', 'from: 1, to: 100000', 'from: 1, to: 100001', 'from: 0, to: 1'"
  })
  void theSchemaAndTheRecordsAgreeOnBounds(String from, String least, String above, String below)
      throws IOException {
    String text = Files.readString(Golden.jobs().resolve("good/everything.yaml"));
    assertThat(text).contains(from);
    for (String fit : List.of(from, least)) {
      String job = text.replace(from, fit);
      assertThat(JobFile.parse(job, "fit").job()).isEqualTo("a1");
      assertThat(JobSchemas.accepts(job)).as(fit).isTrue();
    }
    for (String unfit : List.of(above, below)) {
      String job = text.replace(from, unfit);
      assertThatThrownBy(() -> JobFile.parse(job, "unfit")).isInstanceOf(JobProblems.class);
      assertThat(JobSchemas.accepts(job)).as(unfit).isFalse();
    }
  }
}
