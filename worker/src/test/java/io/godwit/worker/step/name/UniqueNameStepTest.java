package io.godwit.worker.step.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Verdict;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.common.spi.Step;
import io.godwit.testkit.contract.StepContract;
import io.godwit.worker.step.spec.UniqueNameSpec;
import io.godwit.worker.step.spec.UniqueNameSpec.Join;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link UniqueNameStep} and {@link LatinLetters}. */
class UniqueNameStepTest {

  private static UniqueNameSpec spec(int suffix, int longest, Optional<String> scope) {
    return new UniqueNameSpec(
        List.of("first", "last"), "user", Join.DOT, suffix, longest, "user", scope);
  }

  private static final UniqueNameSpec STANDARD = spec(10, 40, Optional.empty());

  private static DataRecord record(String key, Value first, Value last) {
    return new DataRecord(
        new RecordId(0, 0),
        new Key(key),
        new Origin("people", 1),
        Document.of("first", first).with("last", last));
  }

  private static String name(UniqueNameSpec spec, String key, String first, String last) {
    try (Step step = new UniqueNameStep(spec)) {
      Verdict verdict =
          step.apply(List.of(record(key, new Value.Text(first), new Value.Text(last)))).getFirst();
      return ((Value.Text) ((Verdict.Keep) verdict).record().fields().get("user").orElseThrow())
          .value();
    } catch (Trouble e) {
      throw new AssertionError(e);
    }
  }

  @Nested
  class Contract implements StepContract {
    @Override
    public Step open() {
      return new UniqueNameStep(STANDARD);
    }

    @Override
    public List<DataRecord> records() {
      List<DataRecord> records = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        records.add(record("k" + i, new Value.Text("Änne " + i % 3), Value.Null.NULL));
      }
      return records;
    }
  }

  /** Names stand in databases for years: none may change by a change here. */
  @Test
  void namesStayWhatTheyAre() {
    assertThat(name(STANDARD, "4711", "Änne", "O'Brien-Łukasz"))
        .isEqualTo("anne.obrien.lukasz-vsjgtrfnqm");
    assertThat(name(spec(10, 40, Optional.of("staff")), "4711", "Änne", "O'Brien-Łukasz"))
        .isEqualTo("anne.obrien.lukasz-d73tx0bmkv");
  }

  @ParameterizedTest
  @CsvSource({
    "Jürgen Groß, jurgen.gross",
    "Þórður Ægisson, thordur.aegisson",
    "İstanbul ılık, istanbul.ilik",
    "Владимир Щукин, vladimir.shchukin",
    "Ελένη Παπαδοπούλου, eleni.papadopoyloy",
    "D’Arcy  --  Smith, darcy.smith",
    "Ｆｕｌｌ ﬁne, full.fine",
    "anna99, anna99",
    "李 Anna, anna",
    "محمد, ''",
    "😀😀, ''",
    "'  ', ''"
  })
  void lettersAreSpeltAsOnAPlainKeyboard(String text, String letters) {
    assertThat(LatinLetters.of(text, ".")).isEqualTo(letters);
  }

  @Test
  void whereNoLetterIsLeftTheNameHasAWordOfTheJob() {
    assertThat(name(STANDARD, "1", "محمد", "😀")).startsWith("user-");
    assertThat(name(STANDARD, "1", "", "")).startsWith("user-");
  }

  @Test
  void itIsNeverLongerThanTheJobSays() {
    String long40 = name(STANDARD, "1", "x".repeat(5000), "y");
    assertThat(long40).hasSize(40);
    String cutAtTheDot = name(spec(6, 16, Optional.empty()), "1", "abcdefgh", "y");
    assertThat(cutAtTheDot).startsWith("abcdefgh-").hasSize(15);
    assertThatThrownBy(() -> spec(10, 17, Optional.empty()))
        .isInstanceOf(BrokenRule.class)
        .hasMessageContaining("8 more than suffix");
  }

  @Test
  void equalNamesOfDifferentKeysDiffer() {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < 20_000; i++) {
      names.add(name(STANDARD, Integer.toString(i), "Anna", "Smith"));
    }
    assertThat(names)
        .hasSize(20_000)
        .allMatch(n -> n.matches("anna\\.smith-[0-9a-hjkmnp-tv-z]{10}"));
    assertThat(name(spec(10, 40, Optional.of("a")), "1", "A", "B"))
        .isNotEqualTo(name(spec(10, 40, Optional.of("b")), "1", "A", "B"));
  }

  /** The longest suffix begins with the shorter ones: each character has five bits of the hash. */
  @Test
  void aLongerSuffixGoesOnWhereAShorterOneEnds() {
    String longest = name(spec(26, 60, Optional.empty()), "k", "a", "b");
    assertThat(longest).startsWith(name(spec(7, 60, Optional.empty()), "k", "a", "b"));
  }
}
