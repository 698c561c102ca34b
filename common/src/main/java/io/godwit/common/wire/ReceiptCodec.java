package io.godwit.common.wire;

import io.godwit.common.model.RecordId;
import io.godwit.common.model.Tally;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.wire.cbor.CborReader;
import io.godwit.common.wire.cbor.CborWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Receipts as CBOR: one array, the version first, then the summary's seven parts, and the entries
 * after them, flattened to five numbers and texts each. Version and run have their place in all
 * versions, but in the first one, which began with the run. Whoever wants the summary stops reading
 * before the entries, which are nearly all of the bytes. Safe for any thread.
 */
public final class ReceiptCodec {

  private static final int PARTS = 9;
  private static final int PARTS_OF_SPLIT = 5;
  private static final int PARTS_OF_FAILURE = 2;
  private static final int PARTS_OF_ENTRY = 5;

  private ReceiptCodec() {}

  /** The receipt's bytes. */
  public static byte[] encode(Receipt receipt) {
    ReceiptEntries entries = new ReceiptEntries();
    for (Receipt.Entry entry : receipt.entries()) {
      entries.add(entry.id(), entry.line(), entry.key(), entry.end());
    }
    return encode(receipt.summary(), entries);
  }

  /** The bytes of the receipt that has these entries. */
  public static byte[] encode(Receipt.Summary summary, ReceiptEntries entries) {
    CborWriter head = new CborWriter();
    head.array(PARTS);
    head.number(OtherVersion.CURRENT);
    write(head, summary);
    head.array(entries.count() * PARTS_OF_ENTRY);
    return CborWriter.join(head, entries.written());
  }

  private static void write(CborWriter cbor, Receipt.Summary summary) {
    cbor.text(summary.run());
    cbor.number(summary.kind().code);
    cbor.text(summary.worker());
    cbor.number(summary.at());
    cbor.array(summary.splits().size() * PARTS_OF_SPLIT);
    summary
        .splits()
        .forEach((split, tally) -> {
          cbor.number(split);
          cbor.number(tally.written());
          cbor.number(tally.unchanged());
          cbor.number(tally.dropped());
          cbor.number(tally.failed());
        });
    cbor.array(summary.failures().size() * PARTS_OF_FAILURE);
    summary
        .failures()
        .forEach((code, count) -> {
          cbor.text(code.id());
          cbor.number(count);
        });
    cbor.number(summary.rows());
  }

  /**
   * The summary alone; the entries are not looked at.
   *
   * @throws OtherVersion where another version has written them
   * @throws IllegalArgumentException where the bytes are no receipt
   */
  public static Receipt.Summary summary(byte[] bytes) {
    return summary(new CborReader(bytes));
  }

  /**
   * The whole receipt.
   *
   * @throws OtherVersion where another version has written it
   * @throws IllegalArgumentException where the bytes are no receipt
   */
  public static Receipt decode(byte[] bytes) {
    CborReader cbor = new CborReader(bytes);
    Receipt.Summary summary = summary(cbor);
    int count = cbor.array() / PARTS_OF_ENTRY;
    List<Receipt.Entry> entries = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      RecordId id = new RecordId(CborReader.narrowed(cbor.integer()), cbor.integer());
      long line = cbor.integer();
      Optional<String> key = cbor.textOrNull();
      Receipt.End end = Receipt.End.ofCode(CborReader.narrowed(cbor.integer()));
      entries.add(new Receipt.Entry(id, line, key, end));
    }
    return new Receipt(summary, entries);
  }

  private static Receipt.Summary summary(CborReader cbor) {
    int parts = cbor.array();
    String run = runOfVersion(cbor);
    if (parts != PARTS) {
      throw CborReader.malformed("a receipt has " + PARTS + " parts");
    }
    Receipt.Kind kind = Receipt.Kind.ofCode(cbor.integer());
    String worker = cbor.text();
    long at = cbor.integer();
    Map<Integer, Tally> splits = new TreeMap<>();
    for (int left = cbor.array() / PARTS_OF_SPLIT; left > 0; left--) {
      int split = CborReader.narrowed(cbor.integer());
      splits.put(split, new Tally(cbor.integer(), cbor.integer(), cbor.integer(), cbor.integer()));
    }
    Map<ErrorCode, Long> failures = new EnumMap<>(ErrorCode.class);
    for (int left = cbor.array() / PARTS_OF_FAILURE; left > 0; left--) {
      // A code that a newer worker knows and this reader does not still counts as a failure.
      ErrorCode code = ErrorCode.ofId(cbor.text()).orElse(ErrorCode.TARGET_REFUSED);
      failures.merge(code, cbor.integer(), Long::sum);
    }
    return new Receipt.Summary(run, kind, worker, at, splits, failures, cbor.integer());
  }

  /** The run, where the version that stands before it is ours. */
  private static String runOfVersion(CborReader cbor) {
    int major = cbor.next();
    if (major == CborWriter.TEXT) {
      throw new OtherVersion(OtherVersion.FIRST, cbor.textOfHead());
    }
    int version = CborReader.narrowed(cbor.integer(major));
    String run = cbor.text();
    if (version != OtherVersion.CURRENT) {
      throw new OtherVersion(version, run);
    }
    return run;
  }
}
