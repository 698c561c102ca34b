package io.godwit.worker.step.expression;

import static io.godwit.worker.step.Samples.computed;
import static io.godwit.worker.step.Samples.doc;
import static io.godwit.worker.step.Samples.failed;
import static io.godwit.worker.step.Samples.int64;
import static io.godwit.worker.step.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExpressionTest {

  /** 0.5, -infinity and 0.1 as decimal128. */
  private static final Value HALF128 = new Value.Decimal128(0x303e000000000000L, 5);

  private static final Value TENTH128 = new Value.Decimal128(0x303e000000000000L, 1);
  private static final Value INFINITE128 = new Value.Decimal128(0xf800000000000000L, 0);

  private static final Document NESTED = doc("city", text("Jena"), "zip", new Value.Int32(7743));

  private static final Document RECORD =
      doc(
          "b", new Value.Bool(true),
          "i", new Value.Int32(41),
          "l", int64(1L << 60),
          "d", new Value.Float64(2.5),
          "half", new Value.Decimal(new BigDecimal("0.5")),
          "tenth", new Value.Decimal(new BigDecimal("0.1")),
          "half128", HALF128,
          "tenth128", TENTH128,
          "infinite128", INFINITE128,
          "s", text("Grüße"),
          "bin", new Value.Binary((byte) 4, new byte[] {1, 2}),
          "date", new Value.Date(LocalDate.of(2026, 11, 21)),
          "time", new Value.Time(LocalTime.of(22, 5, 1)),
          "ts", new Value.Timestamp(Instant.parse("2026-11-21T22:05:00.123456789Z")),
          "dt", new Value.LocalTimestamp(LocalDateTime.of(2026, 11, 21, 22, 5, 7)),
          "uuid", new Value.Uuid(new UUID(1, 2)),
          "oid", new Value.ObjectId("0123456789abcdef01234567"),
          "regex", new Value.Regex("a+", "i"),
          "nil", Value.Null.NULL,
          "list", new Value.Array(List.of(int64(1), text("two"))),
          "doc", new Value.Nested(NESTED),
          "with spaces", text("ws"));

  static List<Arguments> results() {
    List<Arguments> rows = new ArrayList<>();
    rows.add(Arguments.of("!r.b", new Value.Bool(false)));
    rows.add(Arguments.of("r.i + 1", int64(42)));
    rows.add(Arguments.of("r.l - 1", int64((1L << 60) - 1)));
    rows.add(Arguments.of("r.d * 2.0", new Value.Float64(5)));
    rows.add(Arguments.of("r.half + r.half128", new Value.Float64(1)));
    rows.add(Arguments.of("r.s + '!'", text("Grüße!")));
    rows.add(Arguments.of("r.bin + b'a'", new Value.Binary(new byte[] {1, 2, 'a'})));
    rows.add(Arguments.of("r.date + ''", text("2026-11-21")));
    rows.add(Arguments.of("r.time + ''", text("22:05:01")));
    rows.add(Arguments.of("r.dt + ''", text("2026-11-21T22:05:07")));
    rows.add(
        Arguments.of(
            "r.ts + duration('1s')",
            new Value.Timestamp(Instant.parse("2026-11-21T22:05:01.123456789Z"))));
    rows.add(Arguments.of("r.ts.getFullYear()", int64(2026)));
    rows.add(Arguments.of("r.uuid + ''", text("00000000-0000-0001-0000-000000000002")));
    rows.add(Arguments.of("r.oid.substring(20)", text("4567")));
    rows.add(Arguments.of("r.regex + ''", text("/a+/i")));
    rows.add(Arguments.of("r.nil == null", new Value.Bool(true)));
    rows.add(Arguments.of("has(r.nil) && !has(r.none)", new Value.Bool(true)));
    rows.add(Arguments.of("has(r.none) ? r.none : null", Value.Null.NULL));
    rows.add(Arguments.of("r.list.map(e, e)", new Value.Array(List.of(int64(1), text("two")))));
    rows.add(Arguments.of("r.doc.city + string(r.doc.zip)", text("Jena7743")));
    rows.add(Arguments.of("r.b ? r.doc : null", new Value.Nested(NESTED)));
    rows.add(Arguments.of("has(r.doc.city) && !has(r.doc.none)", new Value.Bool(true)));
    rows.add(Arguments.of("r['with spaces'] + r['s']", text("wsGrüße")));
    rows.add(Arguments.of("r['with' + ' spaces']", text("ws")));
    rows.add(Arguments.of("'s' in r && !('none' in r)", new Value.Bool(true)));
    rows.add(Arguments.of("size(r)", int64(RECORD.size())));
    rows.add(Arguments.of("r.exists(k, k.startsWith('with '))", new Value.Bool(true)));
    rows.add(Arguments.of("type(r.doc) == map", new Value.Bool(true)));
    rows.add(Arguments.of("r.doc == {'city': 'Jena', 'zip': 7743}", new Value.Bool(true)));
    rows.add(Arguments.of("[1, r.i]", new Value.Array(List.of(int64(1), int64(41)))));
    rows.add(
        Arguments.of(
            "{'z': r.i, 'a': r.doc}",
            new Value.Nested(doc("z", int64(41), "a", new Value.Nested(NESTED)))));
    rows.add(Arguments.of("uint(r.i)", int64(41)));
    rows.add(Arguments.of("' Ab,c '.trim().lowerAscii().split(',')[0] + r.s", text("abGrüße")));
    rows.add(Arguments.of("r.s.replace('ü', 'ue')", text("Grueße")));
    rows.add(Arguments.of("r.s.matches('^Gr.+e$')", new Value.Bool(true)));
    rows.add(Arguments.of("math.greatest(r.i, 50)", int64(50)));
    rows.add(Arguments.of("r.?none.orValue('absent')", text("absent")));
    rows.add(Arguments.of("r.i < 41.5", new Value.Bool(true)));
    return rows;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("results")
  void computes(String expression, Value expected) {
    assertThat(computed(RECORD, expression)).isEqualTo(expected);
  }

  /** The last column is a part of the reason; every message names the field and the expression. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          r.none                         | no field 'none'
          r.none + 1                     | no field 'none'
          r['none'] + 1                  | none
          r.doc.none + 1                 | no field 'none'
          r.nil + 1                      | a text is no number
          r.s + 1                        | a text is no number
          r.i / 0                        | at character 5: division by zero
          r.i / (r.i - r.i)              | at character 5: division by zero
          r.l * r.l                      | beyond 64 bits
          int(r.s)                       | Grüße
          r.tenth * 2.0                  | cast the field to double or text first
          r.list + [r['tenth']]          | cast the field to double or text first
          r.tenth128 * 2.0               | cast the field to double or text first
          r.infinite128 == 1.0           | Infinity
          r.b ? uint('18446744073709551615') : 0u | more than an integer can hold
          r.b ? duration('1s') : r.i     | duration
          r.b ? {1: r.i} : {2: r.i}      | map key
          dyn(r.?none)                   | optional
          r.b ? type(r) : r.i            | type
          """)
  void rejectsARecordThatHasNoResult(String expression, String reason) {
    var failure = failed(RECORD, expression);

    assertThat(failure.code()).isEqualTo(ErrorCode.EXPRESSION_FAILED);
    assertThat(failure.column()).contains("x");
    assertThat(failure.message()).startsWith("set x: " + expression + ": ").contains(reason);
  }

  @Test
  void aBareFieldIsCopiedAsItIs() {
    for (int i = 0; i < RECORD.size(); i++) {
      assertThat(computed(RECORD, "r[\"" + RECORD.name(i) + "\"]")).isSameAs(RECORD.value(i));
    }
    assertThat(computed(RECORD, "r.tenth128")).isSameAs(TENTH128);
  }

  @Test
  void convertsOnlyTheFieldsThatAreUsed() {
    assertThat(computed(RECORD, "r.i + 0")).isEqualTo(int64(41));
    assertThat(computed(RECORD, "size(r['list']) + 0")).isEqualTo(int64(2));
  }

  @Test
  void aMessageDoesNotHoldAWholeValue() {
    var failure = failed(doc("s", text("x".repeat(100_000))), "int(r.s) + 1");

    assertThat(failure.message()).hasSizeLessThan(500);
  }
}
