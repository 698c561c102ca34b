package io.godwit.producer.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Difference;
import io.godwit.common.model.Match;
import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Row;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.producer.gone.OwnedRows;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A row that differs is found only where no later record of its key was written over it. */
final class CandidatesTest {

  private static final Match.Different DIFFERENT =
      new Match.Different(List.of(new Difference("name", "a", "b")));

  /** A target of texts by key, which may take keys of other cases for one. */
  private record Held(Map<String, String> names, boolean foldsCase) implements VerifyWork {

    static Held of(boolean foldsCase, Map<String, String> names) {
      Map<String, String> held =
          foldsCase ? new TreeMap<>(String.CASE_INSENSITIVE_ORDER) : new TreeMap<>();
      held.putAll(names);
      return new Held(held, foldsCase);
    }

    @Override
    public boolean full() {
      return true;
    }

    @Override
    public boolean keepsFirst() {
      return false;
    }

    @Override
    public Optional<OwnedRows> owned() {
      return Optional.empty();
    }

    @Override
    public int atOnce() {
      return 1;
    }

    @Override
    public List<Expected> expected(List<DataRecord> records) {
      throw new IllegalStateException("no record is asked about");
    }

    @Override
    public List<Match> compare(List<ExpectedRow> rows) {
      return rows.stream().map(this::compare).toList();
    }

    private Match compare(ExpectedRow row) {
      String key = text(row, "id");
      if (!names.containsKey(key)) {
        return Match.Missing.MISSING;
      }
      return text(row, "name").equals(names.get(key)) ? Match.Equal.EQUAL : DIFFERENT;
    }

    private static String text(ExpectedRow row, String field) {
      return Key.display(row.row().fields().get(field).orElseThrow());
    }
  }

  private static ExpectedRow row(String place, String id, String name) {
    Document fields = Document.of("id", new Value.Text(id)).with("name", new Value.Text(name));
    return new ExpectedRow("people", place, new Row(0, fields), List.of("id"));
  }

  private static List<String> left(Held held, ExpectedRow... rows) throws Trouble {
    Candidates candidates = new Candidates(held);
    long offset = 0;
    for (ExpectedRow row : rows) {
      DataRecord record =
          new DataRecord(
              new RecordId(0, offset),
              new Key("k" + offset),
              new Origin("people", offset),
              Document.empty());
      candidates.found(
          new Candidate.At("run", record, 0, offset), row, held.compare(List.of(row)).getFirst());
      offset++;
    }
    return candidates.left().stream()
        .map(one -> one.place() + " " + one.key().stream().map(Key::display).toList())
        .toList();
  }

  @Test
  void aLaterRecordOfTheKeyAccountsForAnEarlierOne() throws Exception {
    Held held = Held.of(false, Map.of("1", "b"));
    assertThat(left(held, row("t", "1", "a"), row("t", "1", "b"))).isEmpty();
  }

  @Test
  void ofOneKeyTheLastIsFoundOnce() throws Exception {
    Held held = Held.of(false, Map.of("1", "other"));
    assertThat(left(held, row("t", "1", "a"), row("t", "1", "b"))).containsExactly("t [1]");
  }

  @Test
  void anEarlierRecordThatStandsIsNoExcuseForTheLast() throws Exception {
    Held held = Held.of(false, Map.of("1", "a"));
    assertThat(left(held, row("t", "1", "a"), row("t", "1", "b"))).containsExactly("t [1]");
  }

  @Test
  void aKeyOfAnotherCaseIsTheSameRowWhereTheTargetSaysSo() throws Exception {
    ExpectedRow[] rows = {row("t", "zoe", "a"), row("t", "ZOE", "b")};
    assertThat(left(Held.of(true, Map.of("zoe", "b")), rows)).isEmpty();
    assertThat(left(Held.of(false, Map.of("zoe", "x", "ZOE", "b")), rows))
        .containsExactly("t [zoe]");
  }

  @Test
  void rowsOfTwoPlacesAreTwo() throws Exception {
    Held held = Held.of(false, Map.of("1", "b"));
    assertThat(left(held, row("t", "1", "a"), row("u", "1", "b"))).containsExactly("t [1]");
  }

  @Test
  void whatIsMissingIsToldInTheOrderOfThePartition() throws Exception {
    Held held = Held.of(false, Map.of());
    assertThat(left(held, row("t", "3", "a"), row("t", "1", "a"), row("t", "2", "a")))
        .containsExactly("t [3]", "t [1]", "t [2]");
  }
}
