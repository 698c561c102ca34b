package io.godwit.jdbc.sql.batch;

import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.model.value.ValueConsumer;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.ColumnKind;
import java.math.BigDecimal;
import java.util.List;

/**
 * Writes the keys that most tables have, whole numbers and plain texts, as {@link ComparableKey}
 * writes them, and without an object for each. All that it leaves out is for that class, and for
 * whoever says why a value can be no key: what is written here can be one, and its equality is
 * known. For one thread.
 */
final class BareKey implements ValueConsumer {

  private final List<Column> key;
  private final KeyBytes out;
  private int place;
  private boolean written;

  /** The keys of a table's rows, into bytes. */
  BareKey(List<Column> key, KeyBytes out) {
    this.key = key;
    this.out = out;
  }

  /**
   * Writes the key of a row; answers whether it could. Where not, there may be bytes of it.
   *
   * @param fields where the document has the key's columns
   */
  boolean write(Document document, int[] fields) {
    for (place = 0; place < key.size(); place++) {
      written = false;
      document.tell(fields[place], this);
      if (!written) {
        return false;
      }
      out.end();
    }
    return true;
  }

  private boolean holdsWholes() {
    return switch (key.get(place).kind()) {
      case INT2, INT4, INT8, NUMERIC -> true;
      case BOOL, FLOAT4, FLOAT8, TEXT, CHAR, BYTES, DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> false;
      case UUID, JSON, JSONB, ARRAY, OTHER, CUTTING -> false;
    };
  }

  @Override
  public void int32(int value) {
    int64(value);
  }

  @Override
  public void int64(long value) {
    if (holdsWholes()) {
      out.number(value);
      written = true;
    }
  }

  @Override
  public void text(byte[] utf8, int from, int to) {
    Column column = key.get(place);
    if (column.kind() == ColumnKind.TEXT && column.bytewise()) {
      written = out.ascii(utf8, from, to);
    }
  }

  // The others, which keys seldom are.

  @Override
  public void text(String value) {}

  @Override
  public void nothing() {}

  @Override
  public void bool(boolean value) {}

  @Override
  public void float64(double value) {}

  @Override
  public void decimal(long unscaled, int scale) {}

  @Override
  public void decimal(BigDecimal value) {}

  @Override
  public void date(long epochDay) {}

  @Override
  public void time(long nanoOfDay) {}

  @Override
  public void timestamp(long second, int nano) {}

  @Override
  public void localTimestamp(long epochDay, long nanoOfDay) {}

  @Override
  public void uuid(long high, long low) {}

  @Override
  public void binary(byte subtype, byte[] bytes, int from, int to) {}

  @Override
  public void other(Value value) {}
}
