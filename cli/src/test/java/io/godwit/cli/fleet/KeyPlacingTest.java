package io.godwit.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.job.JobFile;
import io.godwit.common.model.Answer;
import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Refused;
import io.godwit.common.model.Write;
import io.godwit.common.spec.Job;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.SupportsKeyEquality;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where the order of a key's records cannot be kept, a job that promises it is refused. */
class KeyPlacingTest {

  private static final String LOOKUP = "[ lookup: { in: app, table: u, by: code, take: id } ]";

  private static Job job(String duplicates, String steps) {
    return JobFile.parse(
        """
        job: placed
        source: { csv: rows.csv, key: code, duplicates: %s }
        steps: %s
        sink: { table: t, in: app, key: id }
        connections: { app: { jdbc: "jdbc:postgresql://localhost/none" } }
        """
            .formatted(duplicates, steps),
        "job.yaml");
  }

  @Test
  void aKeyThatALookupMakesIsRefusedWhereTheLastIsToWin() {
    assertThatThrownBy(() -> KeyPlacing.of(job("last-wins", LOOKUP)))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.code()).isEqualTo(ErrorCode.KEY_UNKNOWN))
        .hasMessageContaining("step 1 (lookup) makes 'id'")
        .hasMessageContaining("or say duplicates: any");
    assertThat(KeyPlacing.of(job("any", LOOKUP)).warning())
        .hasValueSatisfying(note ->
            assertThat(note).contains("placed by the source's key", "step 1 (lookup) makes 'id'"));
  }

  @Test
  void aKeyThatTheSourceHasIsPlacedByItself() {
    KeyPlacing placing = KeyPlacing.of(job("last-wins", "[ rename: { code: id } ]"));

    assertThat(placing.warning()).isEmpty();
  }

  @Test
  void aKeyOfWhichTheTargetKnowsNotWhatItEqualsIsRefusedWhereTheLastIsToWin() {
    Sink unsure = new Comparing(Optional.of("column id (inet) has many spellings"));
    assertThatThrownBy(() -> KeyPlacing.check(job("last-wins", "[]"), unsure))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.code()).isEqualTo(ErrorCode.KEY_UNKNOWN))
        .hasMessageContaining("column id (inet) has many spellings");
    assertThat(KeyPlacing.check(job("any", "[]"), unsure))
        .hasValueSatisfying(
            note -> assertThat(note).contains("column id (inet)", "None is lost or doubled"));
    assertThat(KeyPlacing.check(job("last-wins", "[]"), new Comparing(Optional.empty()))).isEmpty();
  }

  /** A target of which only this is asked. */
  private record Comparing(Optional<String> unknownEquality) implements Sink, SupportsKeyEquality {
    @Override
    public List<Answer> write(List<Write> batch) {
      throw new UnsupportedOperationException("nothing is written here");
    }
  }
}
