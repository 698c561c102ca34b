package io.godwit.worker.step.bounds;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.cel.common.values.CelByteString;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What values weigh: about the bytes that they take in memory, a character counting as one. It is
 * an estimate that follows from the value alone, so that it is the same on every machine.
 *
 * <p>A weighing ends where the bound is passed. That matters for lists that hold one list many
 * times: they cost nothing to make, and written out they double with each step.
 */
public final class Weight {

  /** The most that a value, and all fields of a record together, may weigh after a step. */
  public static final int MOST = 16 << 20;

  /** As deep as a document that a source reads may be nested, and some levels more. */
  static final int DEEPEST = 250;

  private static final int SCALAR = 16;
  private static final int TEXT = 32;
  private static final int HOLDER = 32;
  private static final int PLACE = 8;

  private final long most;
  private long sum;

  private Weight(long most) {
    this.most = most;
  }

  /** The weight of a value; more than {@link #MOST} where it is too heavy or nested too deeply. */
  public static long of(Value value) {
    return new Weight(MOST).value(value, 0).sum;
  }

  /** The weight of all fields; more than {@link #MOST} where it is too much. */
  public static long of(Document fields) {
    return new Weight(MOST).document(fields, 0).sum;
  }

  /** The same of what CEL has made. */
  static long ofMade(Object made) {
    return new Weight(MOST).made(made, 0).sum;
  }

  /** A weight as messages write it. */
  public static String text(long weight) {
    return String.format(Locale.ROOT, "%.1f MB", weight / (double) (1 << 20));
  }

  /** The same, where the weighing may have ended at the bound. */
  public static String atLeast(long weight) {
    return (weight > MOST ? "more than " : "") + text(Math.min(weight, MOST));
  }

  @CanIgnoreReturnValue
  private Weight add(long weight) {
    sum = sum == Long.MAX_VALUE ? sum : sum + weight;
    return this;
  }

  private boolean passed(int level) {
    if (level > DEEPEST) {
      sum = Long.MAX_VALUE;
    }
    return sum > most;
  }

  @CanIgnoreReturnValue
  private Weight value(Value value, int level) {
    return switch (value) {
      case Value.Text(String text) -> add(TEXT + text.length());
      case Value.Binary(byte ignored, byte[] bytes) -> add(TEXT + bytes.length);
      case Value.Decimal(var number) ->
          add(SCALAR + HOLDER + number.unscaledValue().bitLength() / 8);
      case Value.Regex(String pattern, String options) ->
          add(2 * TEXT + pattern.length() + options.length());
      case Value.Foreign(String ignored, String type, byte[] bytes) ->
          add(2 * TEXT + type.length() + bytes.length);
      case Value.Array(List<Value> values) -> values(values, level);
      case Value.Nested(Document document) -> document(document, level);
      case Value.Null ignored -> add(SCALAR);
      case Value.Bool ignored -> add(SCALAR);
      case Value.Int32 ignored -> add(SCALAR);
      case Value.Int64 ignored -> add(SCALAR);
      case Value.Float64 ignored -> add(SCALAR);
      case Value.Decimal128 ignored -> add(SCALAR);
      case Value.Date ignored -> add(SCALAR);
      case Value.Time ignored -> add(SCALAR);
      case Value.Timestamp ignored -> add(SCALAR);
      case Value.LocalTimestamp ignored -> add(SCALAR);
      case Value.Uuid ignored -> add(SCALAR);
      case Value.ObjectId ignored -> add(TEXT);
    };
  }

  private Weight values(List<Value> values, int level) {
    add(HOLDER);
    for (Value value : values) {
      if (passed(level)) {
        break;
      }
      add(PLACE).value(value, level + 1);
    }
    return this;
  }

  private Weight document(Document document, int level) {
    add(HOLDER);
    for (int i = 0; i < document.size() && !passed(level); i++) {
      add(PLACE + document.name(i).length()).value(document.value(i), level + 1);
    }
    return this;
  }

  @CanIgnoreReturnValue
  private Weight made(Object made, int level) {
    return switch (made) {
      case String text -> add(TEXT + text.length());
      case CelByteString bytes -> add(TEXT + bytes.size());
      case HoldsDocument holder -> document(holder.document(), level);
      case List<?> list -> elements(list, level);
      case Map<?, ?> map -> entries(map, level);
      case Optional<?> optional when optional.isPresent() -> made(optional.get(), level);
      default -> add(SCALAR);
    };
  }

  private Weight elements(Iterable<?> elements, int level) {
    add(HOLDER);
    for (Object element : elements) {
      if (passed(level)) {
        break;
      }
      add(PLACE).made(element, level + 1);
    }
    return this;
  }

  private Weight entries(Map<?, ?> map, int level) {
    add(HOLDER);
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (passed(level)) {
        break;
      }
      add(PLACE).made(entry.getKey(), level + 1).made(entry.getValue(), level + 1);
    }
    return this;
  }
}
