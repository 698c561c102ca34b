package io.godwit.testkit.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The books balance: {@code read = written + unchanged + dropped + failed}, in the run and in every
 * split, and the count read is the one that the test took at the source.
 */
public record BooksBalance() implements Guarantee {
  @Override
  public void check(FinishedRun run) {
    Path file = run.reports().resolve("report.json");
    JsonNode report = JsonMapper.shared().readTree(file.toFile());
    assertThat(report.at("/balanced").asBoolean()).as("balanced, in %s", file).isTrue();
    long read = report.at("/outcomes/read").asLong();
    assertThat(read).as("records read").isEqualTo(run.origins().size());
    assertThat(ended(report.at("/outcomes"))).as("records that ended").isEqualTo(read);
    long splits = 0;
    for (JsonNode split : report.at("/splits")) {
      JsonNode outcomes = split.at("/outcomes");
      assertThat(ended(outcomes)).as("split %s", split).isEqualTo(outcomes.at("/read").asLong());
      splits += outcomes.at("/read").asLong();
    }
    assertThat(splits).as("records of all splits").isEqualTo(read);
  }

  private static long ended(JsonNode outcomes) {
    return outcomes.at("/written").asLong()
        + outcomes.at("/unchanged").asLong()
        + outcomes.at("/dropped").asLong()
        + outcomes.at("/failed").asLong();
  }
}
