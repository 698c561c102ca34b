package io.godwit.worker.step;

import static io.godwit.worker.step.Samples.doc;
import static io.godwit.worker.step.Samples.int64;
import static io.godwit.worker.step.Samples.kept;
import static io.godwit.worker.step.Samples.rejected;
import static io.godwit.worker.step.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.schema.FieldType;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.worker.step.dates.DateFormats;
import io.godwit.worker.step.spec.ValueStepSpec;
import io.godwit.worker.step.spec.ValueStepSpec.NoValue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Defaults, and {@code DateParsing} with {@link DateFormats}. */
class ValueStepsTest {

  private static final Value NULL = Value.Null.NULL;

  private static ValueStepSpec standard(FieldType type, String value, NoValue... where) {
    return new ValueStepSpec.Standard("f", value, type, List.of(where));
  }

  private static ValueStepSpec dates(FieldType as, String zone, int firstYear, String... patterns) {
    return new ValueStepSpec.ParseDate(
        List.of("d"),
        List.of(patterns),
        as,
        "en",
        Optional.of(zone).filter(z -> !z.isEmpty()),
        Optional.of(firstYear).filter(y -> y > 0));
  }

  private static Value date(ValueStepSpec step, String text) {
    return kept(doc("d", text(text)), step).get("d").orElseThrow();
  }

  private static Value day(String iso) {
    return new Value.Date(LocalDate.parse(iso));
  }

  @Test
  void whatHasNoValueGetsOne() {
    ValueStepSpec all =
        standard(FieldType.INTEGER, "7", NoValue.ABSENT, NoValue.NULL, NoValue.EMPTY);
    assertThat(kept(doc("a", NULL), all)).isEqualTo(doc("a", NULL, "f", int64(7)));
    assertThat(kept(doc("f", NULL, "a", NULL), all)).isEqualTo(doc("f", int64(7), "a", NULL));
    assertThat(kept(doc("f", text(" ")), all)).isEqualTo(doc("f", int64(7)));
    assertThat(kept(doc("f", text("0")), all)).isEqualTo(doc("f", text("0")));
    ValueStepSpec absent = standard(FieldType.TEXT, "x", NoValue.ABSENT);
    assertThat(kept(doc("f", NULL), absent)).isEqualTo(doc("f", NULL));
    assertThat(kept(doc("f", text("")), absent)).isEqualTo(doc("f", text("")));
    assertThat(kept(Document.empty(), absent)).isEqualTo(doc("f", text("x")));
  }

  @Test
  void aDefaultThatItsTypeDoesNotHaveIsRefused() {
    assertThatThrownBy(() -> standard(FieldType.INTEGER, "seven", NoValue.NULL))
        .isInstanceOf(BrokenRule.class)
        .hasMessageContaining("'seven' is not an integer");
    assertThatThrownBy(() -> standard(FieldType.TEXT, "x", NoValue.NULL, NoValue.NULL))
        .hasMessageContaining("none twice");
  }

  /** Where it may be absent, a default is how a field comes to be. */
  @Test
  void aFieldThatMustBeThereIsNotMisspelt() {
    Optional<List<String>> source = Optional.of(List.of("g"));
    assertThat(
            FieldsByStep.through(
                List.of(standard(FieldType.TEXT, "x", NoValue.ABSENT)), source, Map.of()))
        .contains(List.of("g", "f"));
    assertThatThrownBy(() ->
            FieldsByStep.through(
                List.of(standard(FieldType.TEXT, "x", NoValue.NULL)), source, Map.of()))
        .hasMessageContaining("records have no field 'f'");
  }

  @Test
  void theFirstPatternThatFitsCounts() {
    ValueStepSpec step = dates(FieldType.DATE, "", 0, "dd.MM.yyyy", "d MMM yyyy", "uuuu/M/d");
    assertThat(date(step, "29.02.2024")).isEqualTo(day("2024-02-29"));
    assertThat(date(step, "3 jan 1970")).isEqualTo(day("1970-01-03"));
    assertThat(date(step, "2026/1/9")).isEqualTo(day("2026-01-09"));
    assertThat(kept(doc("d", NULL), step)).isEqualTo(doc("d", NULL));
    assertThat(kept(doc("d", day("2000-01-01")), step)).isEqualTo(doc("d", day("2000-01-01")));
    assertThat(kept(doc("x", NULL), step)).isEqualTo(doc("x", NULL));
  }

  @Test
  void noDayIsMovedToOneThatExists() {
    ValueStepSpec step = dates(FieldType.DATE, "", 0, "dd.MM.yyyy");
    for (String wrong :
        List.of("29.02.2023", "31.04.2020", "1.1.2020", "01.01.20", "", " 01.01.2020")) {
      Failure failure = rejected(doc("d", text(wrong)), step);
      assertThat(failure.code()).isEqualTo(ErrorCode.VALUE_TYPE);
      assertThat(failure.message())
          .isEqualTo(
              "parse-date d: '"
                  + wrong
                  + "' does not fit the pattern dd.MM.yyyy, or is no day of the calendar");
    }
    assertThat(rejected(doc("d", int64(20200101)), step).message())
        .contains("a text is read, not integer");
  }

  @Test
  void twoDigitsAreTheYearsThatTheJobSays() {
    ValueStepSpec step = dates(FieldType.DATE, "", 1950, "d.M.yy");
    assertThat(date(step, "1.1.50")).isEqualTo(day("1950-01-01"));
    assertThat(date(step, "1.1.49")).isEqualTo(day("2049-01-01"));
    assertThatThrownBy(() -> dates(FieldType.DATE, "", 0, "d.M.yy"))
        .isInstanceOf(BrokenRule.class)
        .hasMessageContaining("70 may be 1970 or 2070");
  }

  @Test
  void aTimeStampIsWhatTheClockOfTheZoneShows() {
    ValueStepSpec vienna = dates(FieldType.TIMESTAMP, "Europe/Vienna", 0, "yyyy-MM-dd HH:mm");
    assertThat(date(vienna, "2024-07-01 12:00"))
        .isEqualTo(new Value.Timestamp(Instant.parse("2024-07-01T10:00:00Z")));
    assertThat(rejected(doc("d", text("2024-03-31 02:30")), vienna).message())
        .contains("Europe/Vienna leaves out");
    assertThat(rejected(doc("d", text("2024-10-27 02:30")), vienna).message())
        .contains("shows twice");
    ValueStepSpec offset = dates(FieldType.TIMESTAMP, "", 0, "yyyy-MM-dd HH:mm XXX");
    assertThat(date(offset, "2024-10-27 02:30 +02:00"))
        .isEqualTo(new Value.Timestamp(Instant.parse("2024-10-27T00:30:00Z")));
    assertThat(date(dates(FieldType.DATETIME, "", 0, "yyyy-MM-dd'T'HH:mm"), "2024-03-31T02:30"))
        .isEqualTo(new Value.LocalTimestamp(LocalDateTime.parse("2024-03-31T02:30")));
  }

  @Test
  void namesAreThoseOfTheLanguage() {
    ValueStepSpec german =
        new ValueStepSpec.ParseDate(
            List.of("d"),
            List.of("d. MMMM yyyy"),
            FieldType.DATE,
            "de",
            Optional.empty(),
            Optional.empty());
    assertThat(date(german, "3. März 2021")).isEqualTo(day("2021-03-03"));
  }

  @Test
  void whatLeavesOpenWhatATextMeansIsRefused() {
    assertBroken("has no year, month and day", () -> dates(FieldType.DATE, "", 0, "HH:mm"));
    assertBroken("has no hour", () -> dates(FieldType.DATETIME, "", 0, "yyyy-MM-dd"));
    assertBroken("zone is needed", () -> dates(FieldType.TIMESTAMP, "", 0, "yyyy-MM-dd HH"));
    assertBroken("zone is for timestamps", () -> dates(FieldType.DATE, "UTC", 0, "yyyy-MM-dd"));
    assertBroken("zone is a name", () -> dates(FieldType.TIMESTAMP, "Mars", 0, "yyyy-MM-dd HH"));
    assertBroken("is none", () -> dates(FieldType.DATE, "", 0, "yyyy-MM-dd'T"));
    assertBroken("is none", () -> dates(FieldType.DATE, "", 0, "yyyy-MM-dd b"));
    assertBroken("as is date", () -> dates(FieldType.UUID, "", 0, "yyyy-MM-dd"));
    assertBroken(
        "locale is a language tag",
        () ->
            DateFormats.of(
                List.of("yyyy-MM-dd"), FieldType.DATE, "xx", Optional.empty(), Optional.empty()));
  }

  private static void assertBroken(String rule, ThrowingCallable making) {
    assertThatThrownBy(making).isInstanceOf(BrokenRule.class).hasMessageContaining(rule);
  }

  /** Every day is read back, in every form that has all of it. */
  @Test
  void everyDayIsReadBack() {
    List<String> patterns = List.of("dd.MM.uuuu", "EEE, d MMM uuuu", "uuuu-DDD", "yyyyMMdd");
    DateFormats formats =
        DateFormats.of(patterns, FieldType.DATE, "en", Optional.empty(), Optional.empty());
    qt().forAll(integers().between(-700_000, 2_900_000), integers().between(0, 3))
        .checkAssert((epochDay, form) -> {
          LocalDate day = LocalDate.ofEpochDay(epochDay);
          String text = day.format(DateTimeFormatter.ofPattern(patterns.get(form), Locale.ENGLISH));
          assertThat(formats.parse(text)).isEqualTo(new Value.Date(day));
        });
  }
}
