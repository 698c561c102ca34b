package io.godwit.common.wire;

import static io.godwit.common.wire.cbor.CborReader.malformed;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.wire.cbor.CborReader;
import io.godwit.common.wire.cbor.CellStarts;
import io.godwit.common.wire.cbor.DocumentDecoder;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens what {@link WorkPacker} writes. For one thread at a time: it remembers the names of the
 * pack before, which mostly are those of the next, and whose records then share one array.
 */
public final class PackDecoder {

  private static final int PARTS_OF_RECORD = 4;
  private static final int LONGEST_KEPT = 16 << 10;
  private static final byte[] NONE = {};

  /** In the place of a key that cannot be read, since a record has one. */
  private static final Key NO_KEY = new Key("?");

  private final DocumentDecoder fields = new DocumentDecoder();
  private String[] names = new String[0];
  private byte[] lastNames = NONE;

  /**
   * The records of a pack in their order. A pack that is none stands for its first record, which is
   * unreadable then.
   */
  public List<WorkRecord> open(WorkPack pack) {
    try {
      CborReader in = new CborReader(pack.value());
      int count = count(in);
      readNames(in);
      List<WorkRecord> records = new ArrayList<>(count);
      CellStarts starts = CellStarts.ofPack(in, count, names.length);
      for (int i = 0; i < count; i++) {
        records.add(record(in, pack, starts));
      }
      if (!in.isAtEnd()) {
        throw malformed("something follows the records");
      }
      return records;
    } catch (IllegalArgumentException e) {
      DataRecord first = new DataRecord(pack.first(), NO_KEY, pack.origin(), Document.empty());
      return List.of(new WorkRecord.Unreadable(first, pack.value(), reason(e), pack.again()));
    }
  }

  /** How many records a pack says that it has; 1 where it is none. */
  static int count(byte[] value) {
    try {
      return count(new CborReader(value));
    } catch (IllegalArgumentException e) {
      return 1;
    }
  }

  /** Bounded, so that no message makes a worker hold more records than it can. */
  private static int count(CborReader in) {
    int count = in.array() - 1;
    if (count < 1 || count > WorkPacker.MOST_RECORDS) {
      throw malformed("a pack of " + count + " records");
    }
    return count;
  }

  private void readNames(CborReader in) {
    if (in.passes(lastNames)) {
      return;
    }
    int start = in.at();
    String[] read = new String[in.array()];
    for (int i = 0; i < read.length; i++) {
      read[i] = in.text();
    }
    // Not into the same array: records that were read share it.
    names = read;
    // There are as many decoders as partitions, and names may be long.
    lastNames = in.at() - start <= LONGEST_KEPT ? in.since(start) : NONE;
  }

  private WorkRecord record(CborReader in, WorkPack pack, CellStarts starts) {
    int start = in.at();
    if (in.array() != PARTS_OF_RECORD) {
      throw malformed("a record has " + PARTS_OF_RECORD + " parts");
    }
    RecordId id = new RecordId(pack.first().split(), in.integer());
    Origin origin = new Origin(pack.origin().unit(), in.integer());
    Key key = new Key(in.text());
    int end = in.string();
    int from = in.at();
    int endOfPack = in.endAt(end);
    try {
      Document document = fields.decode(in, names, starts);
      if (!in.isAtEnd()) {
        throw malformed("something follows the fields");
      }
      return new WorkRecord.Decoded(
          new DataRecord(id, key, origin, document), end - start, pack.again());
    } catch (RuntimeException e) {
      // Anything may stand in a topic: parts that are missing, days that no calendar has.
      DataRecord record = new DataRecord(id, key, origin, Document.empty());
      return new WorkRecord.Unreadable(record, in.between(from, end), reason(e), pack.again());
    } finally {
      in.endAt(endOfPack);
      in.passTo(end);
    }
  }

  private static String reason(RuntimeException e) {
    return "the work record cannot be read: " + e.getMessage();
  }
}
