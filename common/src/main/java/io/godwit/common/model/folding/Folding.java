package io.godwit.common.model.folding;

import io.godwit.common.model.value.Decimal128Text;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * A hash of keys under an equality that is coarser than any target's: two values that a target may
 * take for one key have one hash, whatever the types of the columns are. So it can place records
 * without asking a target.
 *
 * <p>Numbers fold by value, and so do the texts that spell one: 1, 1.00, the text 01 and the truth
 * value true are one. Points in time fold to their instant, a date to its midnight in UTC, a UUID
 * to its bits in whatever spelling, bytes and their hexadecimal digits to one. What is left of
 * texts folds without case, accents, blanks at its ends and characters that collations ignore. What
 * is not covered, since no coarser equality is known: JSON, arrays and single-precision numbers in
 * SQL, types with spellings of their own (intervals, addresses, ranges), and collations that are
 * told to find still more equal. A sink whose key has such a type says so. Values that one system
 * alone has ({@link Value.Foreign}) fold by type and bytes: a sink that finds such a one equal to
 * anything else must not take it for a key.
 *
 * <p>That keys are put together which the target holds apart costs nothing but a shared partition.
 *
 * <p>The version changes with every change of a hash: a run must be placed by one from its
 * beginning to its end.
 */
public final class Folding {

  /** Of the hashes that are computed here. */
  public static final int VERSION = 1;

  private static final long TIME_OF_DAY = 0x51_7cc1_b727_220aL;
  private static final long BYTES = 0x2b_c1ed_4a90_77e3L;
  private static final long NOTHING = 0x3c_6ef3_72fe_94f8L;
  private static final int UUID_BYTES = 16;
  private static final int OLD_UUID = 3;
  private static final int UUID_SUBTYPE = 4;

  private Folding() {}

  /** The hash of a key of these parts. */
  public static long of(List<Value> parts) {
    if (parts.size() == 1) {
      return of(parts.getFirst());
    }
    long hash = parts.size();
    for (int i = 0; i < parts.size(); i++) {
      hash = mix(31 * hash + of(parts.get(i)));
    }
    return hash;
  }

  /** The hash of a value: the one that its text would have in a column of texts. */
  public static long of(Value value) {
    return switch (value) {
      case Value.Text(String text) -> FoldedText.of(text);
      case Value.Int64(long l) -> FoldedNumber.of(l);
      case Value.Int32(int i) -> FoldedNumber.of(i);
      case Value.Bool(boolean b) -> FoldedNumber.of(b ? 1 : 0);
      case Value.Float64(double d) -> FoldedNumber.of(d);
      case Value.Decimal(BigDecimal d) -> FoldedNumber.of(d);
      case Value.Decimal128 d ->
          Decimal128Text.toNumber(d)
              .map(FoldedNumber::of)
              .orElseGet(() -> FoldedText.of(Decimal128Text.toText(d)));
      case Value.Date(LocalDate day) -> FoldedTime.day(day);
      case Value.Time(LocalTime time) -> timeOfDay(time.toNanoOfDay() / 1000);
      case Value.Timestamp(Instant at) -> FoldedTime.at(at);
      case Value.LocalTimestamp(LocalDateTime at) -> FoldedTime.at(at);
      case Value.Uuid(UUID uuid) -> FoldedText.uuid(uuid);
      case Value.ObjectId(String hex) -> FoldedText.of(hex);
      case Value.Binary binary -> binary(binary);
      case Value.Regex ignored -> FoldedText.of(Key.display(value));
      case Value.Foreign(String ignored, String type, byte[] bytes) ->
          mix(31 * mix(type.hashCode()) + bytes(bytes));
      case Value.Null ignored -> NOTHING;
      case Value.Array(List<Value> values) -> of(values, values.size());
      case Value.Nested(Document document) -> document(document);
    };
  }

  private static long of(List<Value> values, int seed) {
    long hash = ~seed;
    for (Value value : values) {
      hash = mix(31 * hash + of(value));
    }
    return hash;
  }

  /** In any order of the fields, for which some targets do not care. */
  private static long document(Document document) {
    long hash = document.size();
    for (int i = 0; i < document.size(); i++) {
      hash += mix(31 * mix(document.name(i).hashCode()) + of(document.value(i)));
    }
    return mix(hash);
  }

  private static long binary(Value.Binary value) {
    boolean uuid = value.subtype() == UUID_SUBTYPE || value.subtype() == OLD_UUID;
    if (uuid && value.bytes().length == UUID_BYTES) {
      ByteBuffer halves = ByteBuffer.wrap(value.bytes());
      return FoldedText.uuid(new UUID(halves.getLong(), halves.getLong()));
    }
    return bytes(value.bytes());
  }

  /** Bytes, of which no other text than their hexadecimal digits is a spelling. */
  static long bytes(byte[] bytes) {
    return mix(BYTES + Arrays.hashCode(bytes));
  }

  /**
   * A time without a day.
   *
   * @param micros since midnight
   */
  static long timeOfDay(long micros) {
    return mix(TIME_OF_DAY + micros);
  }

  /**
   * Whether a text is a day, a time of day or both in one of the spellings that fold together. Of
   * the others that a target may know, such as names of months, it is not known what they equal.
   */
  public static boolean knowsTime(String text) {
    return FoldedTime.find(text.strip()).isPresent() || FoldedTime.isCompactDay(text.strip());
  }

  /** Spreads the bits: the finisher of MurmurHash3. */
  static long mix(long bits) {
    long h = bits;
    h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
    h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return h ^ (h >>> 33);
  }
}
