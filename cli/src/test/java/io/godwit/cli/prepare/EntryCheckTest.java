package io.godwit.cli.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.cli.opening.KeyPlacing;
import io.godwit.common.job.JobFile;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.schema.Inspection;
import io.godwit.common.model.schema.Schema;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.Job;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is found of several places, and of steps for some units, before anything is written. */
class EntryCheckTest {

  private static final List<String> FIELDS = List.of("id", "name", "tags");

  private static Job job(String steps, String... sinks) {
    return JobFile.parse(
        "job: entries\nsource: { jsonl: \"*.jsonl\", key: id, duplicates: last-wins }\n"
            + "connections: { db: { jdbc: \"jdbc:postgresql://localhost/none\" } }\n"
            + "steps: ["
            + steps
            + "]\nsink:\n"
            + String.join(
                "", List.of(sinks).stream().map(s -> "- { in: db, " + s + " }\n").toList()),
        "job.yaml");
  }

  private static void refusedUnits(Job job, String... words) {
    assertThatThrownBy(() -> EntryCheck.units(job, List.of("orders.jsonl", "people.jsonl")))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.JOB_INVALID);
              assertThat(refused.message()).contains(words);
            });
  }

  @Test
  void everyUnitHasAPlaceAndEveryPatternAUnit() {
    EntryCheck.units(job("", "table: t, key: id"), List.of("orders.jsonl", "people.jsonl"));
    EntryCheck.units(job("", "table: t, key: id, for: nothing"), List.of());
    refusedUnits(
        job("", "table: t, key: id, for: orders.jsonl"), "no place is for", "people.jsonl");
    refusedUnits(
        job("", "table: t, key: id", "table: u, key: id, for: oders.jsonl"),
        "sink[1].for: 'oders.jsonl'",
        "did you mean 'orders.jsonl'?");
    refusedUnits(
        job("{ remove: [x], for: 'x*' }", "table: t, key: id"),
        "steps[0].for: 'x*'",
        "there are orders.jsonl, people.jsonl");
  }

  private static void refusedRows(String sink, String... words) {
    Job job = job("", sink);
    assertThatThrownBy(() -> EntryCheck.rows(0, job.sink(), Optional.of(FIELDS)))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.SOURCE_FIELD_UNKNOWN);
              assertThat(refused.message()).contains(words);
            });
    EntryCheck.rows(0, job.sink(), Optional.empty());
  }

  @Test
  void aFieldThatNoRecordHasIsFoundWhereverItIsNamed() {
    refusedRows("table: t, key: id, fields: [id, nam]", "sink[0].fields", "'nam'", "'name'?");
    refusedRows("table: t, key: id, when: r.idd > 1", "sink[0].when", "'idd'");
    refusedRows(
        "table: t, key: id, each: { field: tag, into: t }", "sink[0].each.field", "'tags'?");
    refusedRows("table: t, key: id, each: { field: tags, into: t, keep: [id, idd] }", "each.keep");
    refusedRows("table: t, key: id, each: { field: tags, into: name }", "two fields", "'name'");
    assertThat(
            EntryCheck.rows(
                0,
                job("", "table: t, key: id, each: { field: tags, into: t, position: n }").sink(),
                Optional.of(FIELDS)))
        .hasValueSatisfying(
            row -> assertThat(row).containsExactlyInAnyOrder("id", "name", "t", "n"));
  }

  private static DataRecord record(String unit, long id) {
    return new DataRecord(
        new RecordId(0, 0),
        new Key("k" + id),
        new Origin(unit, 0),
        Document.of("id", new Value.Int64(7)).with("name", new Value.Text("n" + id)));
  }

  private static boolean meet(Job job, DataRecord one, DataRecord other) {
    Schema none = new Schema(List.of(), List.of("id"), false);
    Inspection found = new Inspection(Map.of("a", none, "b", none), List.of());
    KeyPlacing placing = KeyPlacing.of(job, found);
    return placing.placement().hash(one) == placing.placement().hash(other);
  }

  /** By the field that the first place's key is made of, and of parts by what they share. */
  @Test
  void theFirstPlaceOfAUnitPlacesItsRecords() {
    Job job =
        job(
            "",
            "table: t, key: [user, n], for: a, each: { field: tags, into: t, keep: id, position: n"
                + " }, fields: { user: id, n: n }",
            "table: u, key: name");

    assertThat(meet(job, record("a", 1), record("a", 2))).isTrue();
    assertThat(meet(job, record("b", 1), record("b", 2))).isFalse();
    assertThat(meet(job, record("b", 1), record("b", 1))).isTrue();
  }
}
