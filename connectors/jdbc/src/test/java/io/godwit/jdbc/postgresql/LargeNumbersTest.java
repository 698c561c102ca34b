package io.godwit.jdbc.postgresql;

import static io.godwit.jdbc.postgresql.TestSchema.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.Answer;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.value.Value;
import io.godwit.testkit.contract.OpenSink;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Numbers at the ends of whole types, and behind them: held exactly, or refused by name. */
class LargeNumbersTest {

  private static final BigDecimal BEHIND_LONG = BigDecimal.TWO.pow(63);

  private static List<BigDecimal> edges() {
    List<BigDecimal> edges = new ArrayList<>();
    for (int bits : new int[] {15, 16, 31, 32, 53, 54, 62, 63, 64}) {
      for (int near = -1; near <= 1; near++) {
        BigDecimal edge = BigDecimal.TWO.pow(bits).add(BigDecimal.valueOf(near));
        edges.add(edge);
        edges.add(edge.negate());
      }
    }
    edges.add(new BigDecimal("1e19"));
    edges.add(new BigDecimal("1e300"));
    edges.add(BEHIND_LONG.subtract(new BigDecimal("0.5")));
    return edges;
  }

  /** The same number in each form in which a source may know it. */
  private static List<Value> forms(BigDecimal number) {
    List<Value> forms = new ArrayList<>();
    forms.add(new Value.Decimal(number));
    forms.add(new Value.Text(number.toPlainString()));
    double near = number.doubleValue();
    forms.add(new Value.Float64(near));
    forms.add(new Value.Float64(Math.nextUp(near)));
    forms.add(new Value.Float64(Math.nextDown(near)));
    return forms;
  }

  private static BigDecimal exactly(Value value) {
    return switch (value) {
      case Value.Decimal(BigDecimal number) -> number;
      case Value.Text(String text) -> new BigDecimal(text);
      case Value.Float64(double number) -> new BigDecimal(number);
      default -> throw new IllegalArgumentException("not made here: " + value);
    };
  }

  private static void check(String type, BigDecimal least, BigDecimal most) throws Exception {
    List<Value> values = edges().stream().flatMap(number -> forms(number).stream()).toList();
    try (var schema = new TestSchema("create table t (id int primary key, v " + type + ")");
        OpenSink sink = schema.sink("t", "id")) {
      for (int id = 0; id < values.size(); id++) {
        Value value = values.get(id);
        List<Answer> answers = sink.write(List.of(record("id", id, "v", value)));
        List<String> held = schema.rows("select v from t where id = " + id);
        BigDecimal number = exactly(value);
        boolean fits =
            number.stripTrailingZeros().scale() <= 0
                && number.compareTo(least) >= 0
                && number.compareTo(most) <= 0;
        if (answers.getFirst() instanceof Outcome.Failed(var failure)) {
          assertThat(held).as("%s in %s", value, type).isEmpty();
          assertThat(failure.message()).as("%s in %s", value, type).contains("v");
          assertThat(failure.column()).as("%s in %s", value, type).contains("v");
          assertThat(fits && !isLeastLong(number))
              .as("%s has a place in %s", value, type)
              .isFalse();
        } else {
          assertThat(answers).containsExactly(Outcome.Written.WRITTEN);
          assertThat(new BigDecimal(held.getFirst()))
              .as("%s in %s", value, type)
              .isEqualByComparingTo(number);
        }
      }
    }
  }

  /** A double that is the least long is refused: so may be what was less, and was rounded to it. */
  private static boolean isLeastLong(BigDecimal number) {
    return number.compareTo(BEHIND_LONG.negate()) == 0;
  }

  @Test
  void aWholeColumnOfEightBytesHoldsANumberAsItIsOrRefusesItByName() throws Exception {
    check("int8", BEHIND_LONG.negate(), BEHIND_LONG.subtract(BigDecimal.ONE));
  }

  @Test
  void smallerOnesDoToo() throws Exception {
    check("int4", BigDecimal.valueOf(Integer.MIN_VALUE), BigDecimal.valueOf(Integer.MAX_VALUE));
    check("int2", BigDecimal.valueOf(Short.MIN_VALUE), BigDecimal.valueOf(Short.MAX_VALUE));
  }
}
