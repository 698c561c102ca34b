package io.godwit.cli.opening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.job.JobFile;
import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.schema.Inspection;
import io.godwit.common.model.schema.Schema;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.Job;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.sink.SupportsKey;
import io.godwit.common.spi.sink.SupportsKeyEquality;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where the order of a key's records cannot be kept, a job that promises it is refused. */
class KeyPlacingTest {

  private static final String LOOKUP = "[ lookup: { in: app, table: u, by: code, take: id } ]";

  private static final Inspection UNKNOWN = new Inspection(Map.of(), List.of());

  private static Job job(String duplicates, String steps) {
    return job(duplicates, steps, "t, in: app, key: id");
  }

  private static Job job(String duplicates, String steps, String table) {
    return JobFile.parse(
        """
        job: placed
        source: { csv: rows.csv, key: code, duplicates: %s }
        steps: %s
        sink: { table: %s }
        connections: { app: { jdbc: "jdbc:postgresql://localhost/none" } }
        """
            .formatted(duplicates, steps, table),
        "job.yaml");
  }

  private static DataRecord record(String unit, long id, long album) {
    return new DataRecord(
        new RecordId(0, id),
        new Key(Long.toString(id)),
        new Origin(unit, 0),
        Document.of(Map.of("id", new Value.Int64(id), "album", new Value.Int64(album))));
  }

  /** Each unit by its own key where the sink has keys of its own. */
  @Test
  void whereTheJobNamesNoKeyEachUnitIsPlacedByItsOwn() {
    Schema album = new Schema(List.of(), List.of("id"), false);
    Schema track = new Schema(List.of(), List.of("album", "id"), false);
    Inspection found = new Inspection(Map.of("album", album, "track", track), List.of());

    KeyPlacing placing = KeyPlacing.of(job("any", "[]", "'{unit}', in: app"), found);

    assertThat(placing.warning()).isEmpty();
    assertThat(placing.placement().hash(record("album", 1, 2)))
        .isEqualTo(placing.placement().hash(record("album", 1, 3)));
    assertThat(placing.placement().hash(record("track", 1, 2)))
        .isNotEqualTo(placing.placement().hash(record("track", 1, 3)));
  }

  @Test
  void aTableWithAnotherKeyThanItsUnitIsRefused() {
    Job job = job("any", "[]", "'{unit}', in: app");
    Sink keyed = new Keyed(List.of("id"));
    KeyPlacing.requireSame(job, "album", List.of("id"), keyed);
    assertThatThrownBy(() -> KeyPlacing.requireSame(job, "album", List.of("code"), keyed))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.code()).isEqualTo(ErrorCode.KEY_UNKNOWN))
        .hasMessage(
            "records of album are placed by their key at the source, code, and their table has the"
                + " key id; name it as the sink's key");
    KeyPlacing.requireSame(job("any", "[]"), "album", List.of("code"), keyed);
  }

  /** A target with a key of its own. */
  private record Keyed(List<String> key) implements Sink, SupportsKey {
    @Override
    public List<Answer> write(List<Write> batch) {
      throw new UnsupportedOperationException("nothing is written here");
    }
  }

  @Test
  void aKeyThatALookupMakesIsRefusedWhereTheLastIsToWin() {
    assertThatThrownBy(() -> KeyPlacing.of(job("last-wins", LOOKUP), UNKNOWN))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.code()).isEqualTo(ErrorCode.KEY_UNKNOWN))
        .hasMessageContaining("step 1 (lookup) makes 'id'")
        .hasMessageContaining("or say duplicates: any");
    assertThat(KeyPlacing.of(job("any", LOOKUP), UNKNOWN).warning())
        .hasValueSatisfying(note ->
            assertThat(note).contains("placed by the source's key", "step 1 (lookup) makes 'id'"));
  }

  @Test
  void aKeyThatTheSourceHasIsPlacedByItself() {
    KeyPlacing placing = KeyPlacing.of(job("last-wins", "[ rename: { code: id } ]"), UNKNOWN);

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
