package io.godwit.cli.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.job.JobFile;
import io.godwit.common.job.JobProblems;
import io.godwit.common.job.JobText;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.spec.Job;
import io.godwit.testkit.fuzz.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever stands in a job file, it is a job or is refused in words; a job is told as it is. */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class JobFileFuzzTest {

  private static final Path JOBS = Path.of("src/test/resources/jobs");

  private static List<byte[]> corpus() throws IOException {
    List<byte[]> corpus = new ArrayList<>();
    try (Stream<Path> files = Files.walk(JOBS)) {
      for (Path file : files.filter(any -> any.toString().endsWith(".yaml")).sorted().toList()) {
        corpus.add(Files.readAllBytes(file));
      }
    }
    return corpus;
  }

  @Test
  void itIsAJobOrRefusedInWords() throws IOException {
    Mutations.of(corpus())
        .each(input -> {
          String text = new String(input, StandardCharsets.UTF_8);
          try {
            Job job = JobFile.parse(text, "job.yaml");
            String told = JobText.of(job);
            assertThat(JobText.of(JobFile.parse(told, "told"))).isEqualTo(told);
          } catch (JobProblems | Refused refused) {
            assertThat(refused.getMessage()).isNotBlank();
          }
        });
  }
}
