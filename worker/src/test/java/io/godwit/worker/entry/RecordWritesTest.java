package io.godwit.worker.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Row;
import io.godwit.common.model.Verdict;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.ArrayParts;
import io.godwit.common.spec.SinkEntry;
import io.godwit.common.spec.SinkSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which rows of which places a record becomes. */
class RecordWritesTest {

  private static final SinkEntry.Rules ALL =
      new SinkEntry.Rules(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** A place that nobody opens. */
  private record Place(String in, List<String> key) implements SinkSpec {
    @Override
    public Write write() {
      return Write.UPSERT;
    }
  }

  private static SinkSpec place(SinkEntry.Rules rules, String... key) {
    return new SinkEntry(new Place("db", List.of(key)), rules);
  }

  private static SinkEntry.Rules when(String condition) {
    return new SinkEntry.Rules(
        Optional.empty(), Optional.of(condition), Optional.empty(), Optional.empty());
  }

  private static SinkEntry.Rules fields(Map<String, String> fields) {
    return new SinkEntry.Rules(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(fields));
  }

  private static SinkEntry.Rules units(String... units) {
    return new SinkEntry.Rules(
        Optional.of(List.of(units)), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static SinkEntry.Rules each() {
    return new SinkEntry.Rules(
        Optional.empty(),
        Optional.empty(),
        Optional.of(
            new ArrayParts(
                "tags",
                Optional.empty(),
                Optional.of("tag"),
                Optional.of(List.of("id")),
                Optional.of("n"),
                ArrayParts.Empty.DROP)),
        Optional.empty());
  }

  private static DataRecord record(String unit, Document fields) {
    return new DataRecord(new RecordId(0, 0), new Key("k"), new Origin(unit, 0), fields);
  }

  private static final Document FIELDS =
      Document.of("id", new Value.Int64(1))
          .with("name", new Value.Text("Ann"))
          .with("tags", new Value.Array(List.of(new Value.Text("x"), new Value.Text("y"))));

  private static Planned planned(DataRecord record, SinkSpec... places) {
    return RecordWrites.of(List.of(places)).planned(List.of(new Verdict.Keep(record))).getFirst();
  }

  private static List<Row> rows(Planned planned) {
    assertThat(planned).isInstanceOf(Planned.Rows.class);
    return ((Planned.Rows) planned).write().rows();
  }

  @Test
  void aRecordOfOnePlaceIsItsOwnRow() {
    DataRecord record = record("u", FIELDS);

    assertThat(RecordWrites.PLAIN.planned(List.of(new Verdict.Keep(record))))
        .containsExactly(new Planned.Rows(Write.of(record)));
    assertThat(planned(record, place(when("r.id == 1"), "id")))
        .isEqualTo(new Planned.Rows(Write.of(record)));
  }

  @Test
  void eachPlaceTakesItsFieldsInTheOrderOfPlaces() {
    Document named = Document.of("user_id", new Value.Int64(1)).with("id", new Value.Int64(1));

    assertThat(
            rows(
                planned(
                    record("u", FIELDS),
                    place(each(), "id", "n"),
                    place(fields(Map.of("user_id", "id")), "user_id"))))
        .containsExactly(
            new Row(0, tag("x", 1)), new Row(0, tag("y", 2)), new Row(1, named.without("id")));
  }

  private static Document tag(String tag, int n) {
    return Document.of("id", new Value.Int64(1))
        .with("tag", new Value.Text(tag))
        .with("n", new Value.Int32(n));
  }

  @Test
  void aRecordThatNoPlaceTakesIsDropped() {
    assertThat(
            planned(
                record("u", FIELDS),
                place(when("r.id > 1"), "id"),
                place(when("r.name == 'Bob'"), "id")))
        .isEqualTo(Planned.Nothing.NOTHING);
    assertThat(planned(record("u", FIELDS.without("tags")), place(each(), "id", "n")))
        .isEqualTo(Planned.Nothing.NOTHING);
  }

  @Test
  void aConditionThatCannotBeComputedFailsTheWholeRecord() {
    Planned planned =
        planned(record("u", FIELDS), place(ALL, "id"), place(when("r.missing == 1"), "id"));

    assertThat(planned)
        .isInstanceOfSatisfying(
            Planned.Unfit.class,
            unfit -> {
              Failure failure = unfit.failure();
              assertThat(failure.code()).isEqualTo(ErrorCode.EXPRESSION_FAILED);
              assertThat(failure.message()).startsWith("sink[1].when: r.missing == 1");
            });
    assertThatThrownBy(() -> planned(record("u", FIELDS), place(when("r.id ++ 1"), "id")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("sink[0].when");
  }

  @Test
  void placesTakeTheUnitsThatTheyAreFor() {
    SinkSpec forms = place(units("form_*"), "id");
    SinkSpec users = place(units("users", "p?ople"), "id");

    assertThat(planned(record("people", FIELDS), forms, users))
        .isEqualTo(new Planned.Rows(Write.of(record("people", FIELDS))));
    assertThatThrownBy(() -> planned(record("elsewhere", FIELDS), forms, users))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("elsewhere");
  }

  @Test
  void partsOfARecordAreItsRows() {
    DataRecord first = record("u", tag("x", 1));
    DataRecord second = record("u", tag("y", 2));
    Verdict split = new Verdict.Split(List.of(first, second));

    assertThat(rows(RecordWrites.PLAIN.planned(List.of(split)).getFirst()))
        .containsExactly(new Row(0, tag("x", 1)), new Row(0, tag("y", 2)));
    assertThat(
            rows(
                RecordWrites.of(List.of(place(ALL, "id"), place(when("r.n == 2"), "id")))
                    .planned(List.of(split))
                    .getFirst()))
        .containsExactly(new Row(0, tag("x", 1)), new Row(0, tag("y", 2)), new Row(1, tag("y", 2)));
  }

  @Test
  void bareTextsFollowTheNamesOfARow() {
    BareTexts csv = BareTexts.allBut(Set.of("typed"));
    EntryRows named = new EntryRows(0, place(fields(Map.of("a", "x", "b", "typed")), "a"));
    EntryRows parts = new EntryRows(0, place(each(), "id"));

    assertThat(named.bare(csv).has("a")).isTrue();
    assertThat(named.bare(csv).has("b")).isFalse();
    assertThat(named.bare(csv).has("x")).isFalse();
    assertThat(parts.bare(csv).has("tag")).isFalse();
    assertThat(parts.bare(csv).has("id")).isTrue();
  }
}
