package io.godwit.common.wire;

import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Tally;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.dataformat.cbor.CBORFactory;

/**
 * Receipts as CBOR: one array, the summary's five parts first and the entries after them, flattened
 * to five numbers and texts each. Whoever wants the summary stops reading before the entries, which
 * are nearly all of the bytes. Safe for any thread.
 */
public final class ReceiptCodec {

  private static final int PARTS = 6;
  private static final CBORFactory FACTORY = new CBORFactory();

  private ReceiptCodec() {}

  /** The receipt's bytes. */
  public static byte[] encode(Receipt receipt) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256 + receipt.entries().size() * 24);
    try (JsonGenerator cbor = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      cbor.writeStartArray(receipt, PARTS);
      write(cbor, receipt.summary());
      cbor.writeStartArray(receipt, receipt.entries().size() * 5);
      for (Receipt.Entry entry : receipt.entries()) {
        cbor.writeNumber(entry.id().split());
        cbor.writeNumber(entry.id().ordinal());
        cbor.writeNumber(entry.line());
        cbor.writeString(entry.key());
        cbor.writeNumber(entry.end().code);
      }
      cbor.writeEndArray();
      cbor.writeEndArray();
    }
    return out.toByteArray();
  }

  private static void write(JsonGenerator cbor, Receipt.Summary summary) {
    cbor.writeString(summary.run());
    cbor.writeString(summary.worker());
    cbor.writeNumber(summary.at());
    cbor.writeStartArray();
    summary
        .splits()
        .forEach((split, tally) -> {
          cbor.writeNumber(split);
          cbor.writeNumber(tally.written());
          cbor.writeNumber(tally.unchanged());
          cbor.writeNumber(tally.dropped());
          cbor.writeNumber(tally.failed());
        });
    cbor.writeEndArray();
    cbor.writeStartArray();
    summary
        .failures()
        .forEach((code, count) -> {
          cbor.writeString(code.id());
          cbor.writeNumber(count);
        });
    cbor.writeEndArray();
  }

  /** The summary alone; the entries are not looked at. */
  public static Receipt.Summary summary(byte[] bytes) {
    try (JsonParser cbor = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
      return summary(cbor);
    }
  }

  /** The whole receipt. */
  public static Receipt decode(byte[] bytes) {
    try (JsonParser cbor = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
      Receipt.Summary summary = summary(cbor);
      cbor.nextToken();
      List<Receipt.Entry> entries = new ArrayList<>();
      while (cbor.nextToken() != JsonToken.END_ARRAY) {
        RecordId id = new RecordId(cbor.getIntValue(), cbor.nextLongValue(0));
        long line = cbor.nextLongValue(0);
        String key = cbor.nextStringValue();
        entries.add(new Receipt.Entry(id, line, key, Receipt.End.ofCode(cbor.nextIntValue(0))));
      }
      return new Receipt(summary, entries);
    }
  }

  private static Receipt.Summary summary(JsonParser cbor) {
    cbor.nextToken();
    String run = cbor.nextStringValue();
    String worker = cbor.nextStringValue();
    long at = cbor.nextLongValue(0);
    cbor.nextToken();
    Map<Integer, Tally> splits = new TreeMap<>();
    while (cbor.nextToken() != JsonToken.END_ARRAY) {
      int split = cbor.getIntValue();
      splits.put(
          split,
          new Tally(
              cbor.nextLongValue(0),
              cbor.nextLongValue(0),
              cbor.nextLongValue(0),
              cbor.nextLongValue(0)));
    }
    cbor.nextToken();
    Map<ErrorCode, Long> failures = new EnumMap<>(ErrorCode.class);
    while (cbor.nextToken() != JsonToken.END_ARRAY) {
      // A code that a newer worker knows and this reader does not still counts as a failure.
      ErrorCode code = ErrorCode.ofId(cbor.getString()).orElse(ErrorCode.TARGET_REFUSED);
      failures.merge(code, cbor.nextLongValue(0), Long::sum);
    }
    return new Receipt.Summary(run, worker, at, splits, failures);
  }
}
