package io.godwit.jdbc.sql.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;

import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.wire.cbor.DocumentDecoder;
import io.godwit.common.wire.cbor.DocumentEncoder;
import io.godwit.jdbc.postgresql.Values;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.ColumnKind;
import io.godwit.jdbc.sql.fit.KeyRule;
import io.godwit.jdbc.sql.fit.Limits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A key that is written bare is the one that is written of an object, and has nothing against it.
 */
class BareKeyTest {

  private static Column column(ColumnKind kind, boolean bytewise) {
    return new Column(
        "x",
        "x",
        "x",
        "x",
        kind,
        Optional.empty(),
        Limits.NONE,
        bytewise,
        false,
        false,
        Column.Supply.NOTHING);
  }

  private static Document packed(Value value) {
    return new DocumentDecoder().decode(new DocumentEncoder().encode(Document.of("x", value)));
  }

  private static String hex(KeyBytes bytes) {
    return HexFormat.of().formatHex(bytes.bytes(), 0, bytes.length());
  }

  /** Empty where it is left to others. */
  private static Optional<String> bare(Document document, Column column) {
    KeyBytes bytes = new KeyBytes();
    boolean written = new BareKey(List.of(column), bytes).write(document, new int[] {0});
    return written ? Optional.of(hex(bytes)) : Optional.empty();
  }

  @ParameterizedTest
  @EnumSource(ColumnKind.class)
  void whatIsWrittenIsWhatAnObjectIsWrittenAs(ColumnKind kind) {
    List<Value> values = new ArrayList<>(Values.ordinary());
    qt().withExamples(1_000).withFixedSeed(7).forAll(Values.any()).check(values::add);
    // Half a pair has no UTF-8, and so is in no pack.
    values.removeIf(value -> !StandardCharsets.UTF_8.newEncoder().canEncode(value.toString()));
    for (Value value : values) {
      for (boolean bytewise : new boolean[] {true, false}) {
        Column column = column(kind, bytewise);
        bare(packed(value), column)
            .ifPresent(bare -> assertThat(bare).as("%s", value).isEqualTo(sure(value, column)));
      }
    }
  }

  /** The form of an object, if it is sure. */
  private static String sure(Value value, Column column) {
    KeyBytes bytes = new KeyBytes();
    assertThat(ComparableKey.write(value, column, bytes)).isTrue();
    assertThat(KeyRule.problem(value, column)).isEmpty();
    assertThat(value).isNotEqualTo(Value.Null.NULL);
    bytes.end();
    return hex(bytes);
  }

  @Test
  void numbersAndPlainTextsAreWritten() {
    Document text = packed(new Value.Text("a\tb\\c"));
    assertThat(bare(text, column(ColumnKind.TEXT, true))).contains("615c74625c5c6309");
    assertThat(bare(text, column(ColumnKind.TEXT, false))).isEmpty();
    assertThat(bare(text, column(ColumnKind.CHAR, true))).isEmpty();
    assertThat(bare(packed(new Value.Text("aé")), column(ColumnKind.TEXT, true))).isEmpty();
    assertThat(bare(packed(new Value.Int32(-7)), column(ColumnKind.INT8, true))).contains("2d3709");
    assertThat(bare(packed(new Value.Int64(7)), column(ColumnKind.NUMERIC, true))).contains("3709");
    assertThat(bare(packed(Value.Null.NULL), column(ColumnKind.INT8, true))).isEmpty();
  }

  @Test
  void aKeyOfSeveralColumnsIsWrittenWhereAllAre() {
    List<Column> key = List.of(column(ColumnKind.INT4, true), column(ColumnKind.TEXT, true));
    Document document =
        new DocumentDecoder()
            .decode(
                new DocumentEncoder()
                    .encode(Document.of("b", new Value.Text("x")).with("a", new Value.Int32(1))));
    KeyBytes bytes = new KeyBytes();
    assertThat(new BareKey(key, bytes).write(document, new int[] {1, 0})).isTrue();
    assertThat(hex(bytes)).isEqualTo("31097809");
    assertThat(new BareKey(key, bytes).write(document, new int[] {0, 1})).isFalse();
  }
}
