package io.godwit.cli.jobfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.godwit.common.job.JobFile;
import io.godwit.common.job.JobProblems;
import io.godwit.common.job.Problem;
import io.godwit.common.model.failure.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JobProblemsTest {

  static Stream<Path> bad() {
    return Stream.of("yaml", "shape", "rule")
        .flatMap(folder -> Golden.yaml(Golden.jobs().resolve("bad").resolve(folder)).stream());
  }

  @ParameterizedTest
  @MethodSource("bad")
  void everyMistakeIsNamedWhereItStands(Path file) throws IOException {
    JobProblems refused = refusal(file);
    String text = refused.getMessage().replace(file.toString(), "job.yaml") + "\n";
    String golden = file.getFileName().toString().replace(".yaml", ".txt");
    Golden.same(file.resolveSibling(golden), text, JobProblemsTest.class);
    assertThat(refused.getMessage()).doesNotContain("hunter2");
  }

  @Test
  void fiveMistakesGiveFiveMessages() {
    JobProblems refused = refusal(Golden.jobs().resolve("bad/shape/five-mistakes.yaml"));
    assertThat(refused.problems()).hasSize(5).isSorted();
    assertThat(refused.code()).isEqualTo(ErrorCode.JOB_INVALID);
    assertThat(refused.problems())
        .contains(
            new Problem(
                11,
                19,
                "steps[0].lookup.in",
                Optional.of("warehous"),
                "no connection has this name",
                Optional.of("warehouse")));
  }

  @Test
  void textThatIsNoYamlHasACodeOfItsOwn() {
    assertThat(refusal(Golden.jobs().resolve("bad/yaml/tab.yaml")).code())
        .isEqualTo(ErrorCode.JOB_SYNTAX);
    assertThat(refusal(Golden.jobs().resolve("bad/yaml/not-utf-8.yaml")).code())
        .isEqualTo(ErrorCode.JOB_SYNTAX);
  }

  @Test
  void aHugeOrHopelessFileIsRefusedInAFewLines() {
    assertThatThrownBy(() -> JobFile.parse("a".repeat(2 << 20), "big"))
        .isInstanceOf(JobProblems.class)
        .hasMessage("big:1:1  a job file has at most 1MB");
    assertThatThrownBy(() -> JobFile.parse("x: 1\ny: 2\n".repeat(50), "many"))
        .isInstanceOf(JobProblems.class)
        .hasMessageEndingWith("more")
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(51));
  }

  private static JobProblems refusal(Path file) {
    assertThat(Files.exists(file)).isTrue();
    return Optional.ofNullable(catchThrowableOfType(JobProblems.class, () -> JobFile.read(file)))
        .orElseThrow(() -> new AssertionError(file + " was accepted"));
  }
}
