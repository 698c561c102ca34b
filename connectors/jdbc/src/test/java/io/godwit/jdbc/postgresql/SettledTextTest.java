package io.godwit.jdbc.postgresql;

import static io.godwit.jdbc.postgresql.TestSchema.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.Answer;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.value.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts that PostgreSQL would read differently at another moment, or with other settings. */
class SettledTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "date; now, today, Tomorrow, yesterday , epoch, 05/04/2025, 25/12/2025, 5.4.2025,"
            + " 05-04-25, 05 04 2025, 250405, 05-Apr-25, Apr 5 25, 20250405T101010",
        "time; now, allballs",
        "timestamp; now, today 10:00, 05/04/2025 10:00, 4/5/25, epoch, now()",
        "timestamptz; now, 2025-04-05 10:00 EST, 2025-04-05 10:00 IST, 05/04/2025 10:00+02",
        "timetz; now, 10:00 PST, allballs",
        "money; 1|234.50, 12|34, 1.234, EUR 5",
        "regclass; t, pg_class",
        "regproc; now",
        "daterange; [today|tomorrow), [01/02/2024|)",
        "tstzrange; [now|]",
        "tsmultirange; {[2024-01-01|today)}",
        "day; now, 05/04/2025",
        "day[]; {now}, {2024-01-01}",
        "regclass[]; {t}"
      })
  void areRefusedAndNamed(String type, String texts) throws Exception {
    try (var schema =
            new TestSchema(
                "create domain day as date",
                "create table t (id int primary key, v " + type + ")");
        var sink = schema.bareSink("t", "id")) {
      for (String text : texts.split(", ")) {
        String plain = text.replace('|', ',');
        List<Answer> answers = sink.write(List.of(record("id", 1, "v", plain)));
        assertThat(answers)
            .as(type + " " + plain)
            .allSatisfy(answer ->
                assertThat(answer)
                    .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> {
                          assertThat(failed.failure().code()).isEqualTo(ErrorCode.TARGET_TYPE);
                          assertThat(failed.failure().column()).contains("v");
                        }));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "date; 2025-04-05; 2025-04-05",
        "date; 20250405; 2025-04-05",
        "date; 2025/4/5; 2025-04-05",
        "date; Apr 5 2025; 2025-04-05",
        "date; 5 April 2025; 2025-04-05",
        "date; 2025-Apr-05; 2025-04-05",
        "date; infinity; infinity",
        "date; 0044-03-15 BC; 0044-03-15 BC",
        "time; 10:00; 10:00:00",
        "time; 24:00:00; 24:00:00",
        "time; 10:00 PM; 22:00:00",
        "timestamp; 2025-04-05; 2025-04-05 00:00:00",
        "timestamp; 20250405T101112; 2025-04-05 10:11:12",
        "timestamptz; 2025-04-05T10:11:12.5Z; 2025-04-05 10:11:12.5+00",
        "timestamptz; 2025-04-05 10:11+0530; 2025-04-05 04:41:00+00",
        "timestamptz; 2025-04-05 10:11 UTC; 2025-04-05 10:11:00+00",
        "timestamptz; 2025-04-05 10:11 Europe/Berlin; 2025-04-05 08:11:00+00",
        "timestamptz; -infinity; -infinity",
        "timetz; 10:00+02; 10:00:00+02",
        "money; 1234.50; $1,234.50",
        "daterange; [2024-01-01,2024-02-01); [2024-01-01,2024-02-01)",
        "regclass; 1259; pg_class",
        "word; now; now",
        "word[]; {now}; {now}"
      })
  void formsThatSayWhatTheyMeanAreRead(String type, String text, String shown) throws Exception {
    try (var schema =
            new TestSchema(
                "create type word as enum ('now', 'then')",
                "create table t (id int primary key, v " + type + ")");
        var sink = schema.bareSink("t", "id")) {
      schema.execute("set time zone 'UTC'; set lc_monetary = 'C'");

      assertThat(sink.write(List.of(record("id", 1, "v", text))))
          .containsExactly(Outcome.Written.WRITTEN);
      assertThat(schema.rows("select v from t")).containsExactly(shown);
    }
  }

  /** The elements of an array are what its domain is made of, with its limits. */
  @Test
  void elementsOfADomainAreLookedInto() throws Exception {
    try (var schema =
            new TestSchema(
                "create domain day as date",
                "create domain price as numeric(5,1)",
                "create table t (id int primary key, days day[], prices price[])");
        var sink = schema.bareSink("t", "id")) {
      Value now = new Value.Array(List.of(new Value.Text("now")));
      Value fine = new Value.Array(List.of(new Value.Decimal(new java.math.BigDecimal("1.25"))));

      assertThat(sink.write(List.of(record("id", 1, "days", now), record("id", 2, "prices", fine))))
          .hasOnlyElementsOfType(Outcome.Failed.class);
      assertThat(
              sink.write(
                  List.of(
                      record(
                          "id",
                          3,
                          "days",
                          new Value.Array(List.of(new Value.Text("2024-01-02")))))))
          .containsExactly(Outcome.Written.WRITTEN);
    }
  }
}
