package io.godwit.jdbc.postgresql.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;

import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.wire.cbor.DocumentDecoder;
import io.godwit.common.wire.cbor.DocumentEncoder;
import io.godwit.jdbc.postgresql.Values;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.ColumnKind;
import io.godwit.jdbc.sql.fit.Limits;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A value has the same binary form whether it is an object or still packed. */
class BareFormsTest {

  private static final List<Limits> LIMITS =
      List.of(
          Limits.NONE,
          Limits.ofLength(5),
          Limits.ofLength(6),
          Limits.ofScale(2),
          Limits.ofScale(0),
          Limits.ofScale(-2),
          Limits.ofFraction(3),
          Limits.ofFraction(0));

  private static Column column(ColumnKind kind, Limits limits, boolean required) {
    return new Column(
        "x",
        "x",
        "x",
        "x",
        kind,
        Optional.empty(),
        limits,
        true,
        required,
        false,
        Column.Supply.NOTHING);
  }

  /** The bytes that are written; empty where none may be. */
  private static Optional<String> form(Document document, Column column) {
    CopyBuffer out = new CopyBuffer();
    boolean written = new BinaryForm(out, column).write(document, 0);
    return written
        ? Optional.of(HexFormat.of().formatHex(out.bytes(), 0, out.length()))
        : Optional.empty();
  }

  private static List<Value> values() {
    List<Value> values = new ArrayList<>(Values.ordinary());
    qt().withExamples(2_000).withFixedSeed(7).forAll(Values.any()).check(values::add);
    for (String text :
        new String[] {"", "ßßßßß", "ßßßßßß", "\ud83d\ude00\ud83d\ude00\ud83d\ude00"}) {
      values.add(new Value.Text(text));
    }
    for (String number : "0 0.00 1.50 1.500 100 1E+2 -9.99 0.0001 123456789012345678".split(" ")) {
      values.add(new Value.Decimal(new BigDecimal(number)));
    }
    // Half a pair has no UTF-8, and so is in no pack.
    values.removeIf(value -> !StandardCharsets.UTF_8.newEncoder().canEncode(value.toString()));
    return values;
  }

  @ParameterizedTest
  @EnumSource(ColumnKind.class)
  void packedValuesHaveTheSameForm(ColumnKind kind) {
    for (Value value : values()) {
      Document document = Document.of("x", value);
      Document packed = new DocumentDecoder().decode(new DocumentEncoder().encode(document));
      for (Limits limits : LIMITS) {
        Column column = column(kind, limits, limits == Limits.NONE);
        assertThat(form(packed, column))
            .as("%s of %s in %s", value, limits, kind)
            .isEqualTo(form(document, column));
      }
    }
  }
}
