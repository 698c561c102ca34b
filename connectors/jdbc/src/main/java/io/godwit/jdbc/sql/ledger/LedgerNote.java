package io.godwit.jdbc.sql.ledger;

import io.godwit.common.model.RecordId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What one transaction made of its records. As bytes it is a version, whether it came late, and for
 * each of the two ends its splits, each with the distances of its ordinals: a byte or two a record.
 *
 * @param late whether it may have come over records of earlier pages, which are to be written again
 * @param written records that the target holds by this transaction
 * @param unchanged records that it held already
 */
public record LedgerNote(boolean late, List<RecordId> written, List<RecordId> unchanged) {

  private static final int VERSION = 1;

  private static final Comparator<RecordId> ORDER =
      Comparator.comparingInt(RecordId::split).thenComparingLong(RecordId::ordinal);

  /** The note as bytes. */
  public byte[] encoded() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(VERSION);
    out.write(late ? 1 : 0);
    encode(written, out);
    encode(unchanged, out);
    return out.toByteArray();
  }

  private static void encode(List<RecordId> ids, ByteArrayOutputStream out) {
    List<RecordId> sorted = ids.stream().sorted(ORDER).toList();
    int from = 0;
    while (from < sorted.size()) {
      int split = sorted.get(from).split();
      int to = from;
      while (to < sorted.size() && sorted.get(to).split() == split) {
        to++;
      }
      number(to - from, out);
      number(split, out);
      long before = 0;
      for (RecordId id : sorted.subList(from, to)) {
        number(id.ordinal() - before, out);
        before = id.ordinal();
      }
      from = to;
    }
    number(0, out);
  }

  private static void number(long value, ByteArrayOutputStream out) {
    long left = value;
    while (left >= 0x80) {
      out.write((int) (left & 0x7f) | 0x80);
      left >>>= 7;
    }
    out.write((int) left);
  }

  /**
   * The note that bytes hold.
   *
   * @throws IllegalStateException where another version has written them
   */
  public static LedgerNote decoded(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int version = in.get();
    if (version != VERSION) {
      throw new IllegalStateException(
          "a page of the ledger has form " + version + ", and this Godwit reads " + VERSION);
    }
    boolean late = in.get() == 1;
    return new LedgerNote(late, decode(in), decode(in));
  }

  private static List<RecordId> decode(ByteBuffer in) {
    List<RecordId> ids = new ArrayList<>();
    for (long left = number(in); left > 0; left = number(in)) {
      int split = (int) number(in);
      long ordinal = 0;
      for (long i = 0; i < left; i++) {
        ordinal += number(in);
        ids.add(new RecordId(split, ordinal));
      }
    }
    return ids;
  }

  private static long number(ByteBuffer in) {
    long value = 0;
    int shift = 0;
    byte next = in.get();
    while (next < 0) {
      value |= (long) (next & 0x7f) << shift;
      shift += 7;
      next = in.get();
    }
    return value | (long) next << shift;
  }
}
