package io.godwit.files.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.wire.cbor.DocumentEncoder;
import io.godwit.common.wire.cbor.RowEncoder;
import io.godwit.files.SourceYaml;
import io.godwit.files.bytes.Decoded;
import io.godwit.files.content.TextEncoding;
import io.godwit.files.spec.CsvSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a row is may not depend on the way that its bytes take: {@link SlowRow} says what it is, and
 * what {@link RowValues} tells and {@link KeyText} copies is the same.
 */
class CsvDecoderTest {

  private static final List<String> NAMES = List.of("k", "l", "t", "i", "n", "d", "e", "x", "u");

  private static final String[] UNKIND = {
    "0",
    "-0",
    "00",
    "7",
    "007",
    "-7",
    "+7",
    "1.50",
    ".5",
    "5.",
    "-.5",
    "-0.00",
    "1e3",
    "-",
    "+",
    ".",
    "--1",
    "1.2.3",
    "999999999999999999",
    "-999999999999999999",
    "1234567890123456789",
    "9223372036854775807",
    "-9223372036854775808",
    "9223372036854775808",
    "2147483647",
    "2147483648",
    "-2147483648",
    "12345678",
    "123456789",
    "1234567.8",
    "12345678.9",
    "0.12345678",
    "2024-02-29",
    "2023-02-29",
    "1900-02-29",
    "2000-02-29",
    "2024-13-01",
    "2024-00-10",
    "2024-04-31",
    "0000-01-01",
    "-001-01-01",
    "2024-1-01",
    "12024-01-01",
    "1.234,56",
    "1.234",
    "12,5",
    "05/04/2025",
    "true",
    "n",
    "NULL",
    "\\N",
    " ",
    " 7 ",
    "\t",
    "a/b",
    "a\\b",
    "/",
    "é",
    "日本",
    "\uD83D\uDC26",
    "\0",
    "a\0b",
    "٣",
    "plain text of some words",
    "\"",
    "'",
    "x\"y",
    "123e4567-e89b-12d3-a456-426614174000",
    "1234567\u0000",
    "12:30",
    "8'000",
    "",
  };

  private final DocumentEncoder encoder = new DocumentEncoder();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null: ['NULL', '\\N', '0']",
        "delimiter: ';'\ndecimal: ','\ngroup: '.'",
        "group: \"'\"",
        "date-format: dd/MM/yyyy",
        "trim: true",
        "escape: '\\'",
        "quote: \"'\"\nnull: 'NULL'\ntrim: true",
        "quote: none\nescape: '\\'",
        "delimiter: ';'\nmultiline: false",
      })
  void aRowIsWhatTheSlowWaySays(String options) {
    CsvSpec spec = spec(options);
    CsvColumns columns = CsvColumns.of(NAMES, spec, "f");
    CsvDecoder direct =
        new CsvDecoder(columns, spec, TextEncoding.of(spec.encoding()), new RowEncoder());
    SlowRow slow = new SlowRow(columns, spec);
    Random random = new Random(Long.getLong("godwit.seed", 0) + options.hashCode());
    List<Decoded.Content> read = new ArrayList<>();
    List<Decoded.Content> expected = new ArrayList<>();
    int faults = 0;
    for (int i = 0; i < 5_000; i++) {
      byte[] row = row(random, spec).getBytes(StandardCharsets.UTF_8);
      String shown = new String(row, StandardCharsets.UTF_8);
      switch (slow.decode(row)) {
        case Decoded.Content content -> {
          expected.add(content);
          Decoded found = direct.decode(row, 0, row.length);
          assertThat(found).as(shown).isInstanceOf(Decoded.Content.class);
          read.add((Decoded.Content) found);
        }
        case Decoded.Fault(var ignored, var failure) -> {
          faults++;
          assertThat(direct.decode(row, 0, row.length))
              .as(shown)
              .isInstanceOfSatisfying(
                  Decoded.Fault.class, fault -> assertThat(fault.failure()).isEqualTo(failure));
        }
      }
    }
    assertThat(faults).isGreaterThan(500);
    assertThat(read.size()).isGreaterThan(500);
    // Only now: what was read first may not have been changed by what came after it.
    assertSame(read, expected);
  }

  private void assertSame(List<Decoded.Content> read, List<Decoded.Content> expected) {
    for (int i = 0; i < read.size(); i++) {
      assertThat(read.get(i).key()).isEqualTo(expected.get(i).key());
      assertThat(read.get(i).fields()).isEqualTo(expected.get(i).fields());
      assertThat(encoder.encode(read.get(i).fields()))
          .isEqualTo(encoder.encode(expected.get(i).fields()));
    }
  }

  private static CsvSpec spec(String options) {
    return (CsvSpec)
        SourceYaml.spec(
            "csv: f\nkey: [k, l]\n"
                + "types: {l: integer, i: integer, n: int32, d: decimal, e: date, x: double,"
                + " u: uuid}\n"
                + options);
  }

  /** Mostly of fields that fit their columns, so that many rows have no fault. */
  private static String row(Random random, CsvSpec spec) {
    String[] fitting = {
      pick(random, "a", "k 7", "é", "a/b"),
      Long.toString(random.nextLong() >> random.nextInt(64)),
      pick(random, "", "N", "egular courts above the", "日本"),
      Long.toString(random.nextLong() >> random.nextInt(64)),
      Integer.toString(random.nextInt() >> random.nextInt(32)),
      number(random.nextInt(100_000) + "." + random.nextInt(1000), spec),
      date(random, spec),
      number(Double.toString(random.nextGaussian()), spec),
      "123e4567-e89b-12d3-a456-42661417400" + random.nextInt(10),
    };
    int unkind = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(2);
    for (int i = 0; i < unkind; i++) {
      fitting[random.nextInt(fitting.length)] = UNKIND[random.nextInt(UNKIND.length)];
    }
    return IntStream.range(0, fitting.length)
        .mapToObj(i -> field(random, fitting[i], spec))
        .reduce((a, b) -> a + spec.delimiter() + b)
        .orElseThrow();
  }

  private static String number(String plain, CsvSpec spec) {
    return plain.replace('.', spec.decimal());
  }

  private static String date(Random random, CsvSpec spec) {
    String form = spec.dateFormat().isPresent() ? "%3$02d/%2$02d/%1$04d" : "%04d-%02d-%02d";
    return form.formatted(
        1600 + random.nextInt(800), 1 + random.nextInt(12), 1 + random.nextInt(31));
  }

  private static String pick(Random random, String... of) {
    return of[random.nextInt(of.length)];
  }

  /** Written so that the row has as many fields as columns; the rest is the field's own matter. */
  private static String field(Random random, String value, CsvSpec spec) {
    String plain = value.replace(spec.delimiter(), '_');
    if (spec.escape().isPresent() && plain.endsWith("\\")) {
      plain += "x";
    }
    if (spec.quoteChar().isEmpty()) {
      return plain;
    }
    String quote = spec.quoteChar().get().toString();
    boolean quoted = plain.startsWith(quote) || random.nextInt(6) == 0;
    return quoted ? quote + plain.replace(quote, quote + quote) + quote : plain;
  }
}
