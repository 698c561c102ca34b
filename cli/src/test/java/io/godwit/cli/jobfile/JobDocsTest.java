package io.godwit.cli.jobfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.job.JobFile;
import io.godwit.common.job.JobText;
import io.godwit.common.job.page.ErrorReference;
import io.godwit.common.job.page.JobReference;
import io.godwit.common.job.page.JobSchema;
import io.godwit.common.model.failure.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The generated documents are those in {@code docs/}. To rewrite them: {@code mvn test -pl cli -am
 * -Dtest=JobDocsTest -Dgodwit.write=true}.
 */
class JobDocsTest {

  static Stream<Path> good() {
    return JobFileTest.good();
  }

  static Stream<Path> shape() {
    return Golden.yaml(Golden.jobs().resolve("bad/shape")).stream();
  }

  static Stream<Path> rule() {
    return Golden.yaml(Golden.jobs().resolve("bad/rule")).stream();
  }

  @Test
  void theSchemaIsTheOneInDocs() throws IOException {
    Golden.same(Golden.docs().resolve("job.schema.json"), JobSchema.text(), JobDocsTest.class);
  }

  @Test
  void theJobReferenceIsTheOneInDocs() throws IOException {
    Golden.same(Golden.docs().resolve("job-reference.md"), JobReference.text(), JobDocsTest.class);
  }

  @Test
  void theErrorReferenceIsTheOneInDocs() throws IOException {
    Golden.same(Golden.docs().resolve("errors.md"), ErrorReference.text(), JobDocsTest.class);
    assertThat(ErrorCode.values())
        .allSatisfy(code -> assertThat(ErrorReference.text()).contains("`" + code.id() + "`"));
  }

  @Test
  void everyKeyIsExplained() {
    assertThat(JobReference.text()).doesNotContain("|  |\n");
    assertThat(JobSchema.text()).doesNotContain("\"description\" : \"\"");
  }

  @ParameterizedTest
  @MethodSource("good")
  void theSchemaAcceptsGoodJobsAndTheirPrintedText(Path file) throws IOException {
    assertThat(JobSchemas.accepts(Files.readString(file))).isTrue();
    assertThat(JobSchemas.accepts(JobText.of(JobFile.read(file)))).isTrue();
  }

  @ParameterizedTest
  @MethodSource("shape")
  void theSchemaRefusesWhatItCanSee(Path file) throws IOException {
    assertThat(JobSchemas.accepts(Files.readString(file))).isFalse();
  }

  @ParameterizedTest
  @MethodSource("rule")
  void theRestIsLeftToTheReader(Path file) throws IOException {
    assertThat(JobSchemas.accepts(Files.readString(file)))
        .as("move the file to bad/shape where the schema has come to see its mistake")
        .isTrue();
  }
}
