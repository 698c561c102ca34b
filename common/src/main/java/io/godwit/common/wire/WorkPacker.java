package io.godwit.common.wire;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.value.Document;
import io.godwit.common.wire.cbor.CborWriter;
import io.godwit.common.wire.cbor.DocumentEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Puts the records of one split into packs, each for the partition that a placement says. The
 * records of a partition keep their order. For one thread.
 *
 * <p>The value of a pack is one CBOR array: the names of the fields, then each record as an array
 * of its ordinal, its line, its key, and its fields as a string of bytes ({@link DocumentEncoder}).
 * The names stand there once, those of the first record; another record with the same ones has only
 * its values, one with others a map. The string of bytes lets a reader get over fields that it
 * cannot read.
 */
public final class WorkPacker {

  /** Enough to share what a message costs; few enough for one batch of a slow target. */
  public static final int MOST_RECORDS = 100;

  /** A pack that has so many bytes is full. */
  private static final int FULL = 48 << 10;

  private static final int PARTS_OF_RECORD = 4;

  private final String topic;
  private final String run;
  private final Placement placement;
  private final int mostRecords;
  private final DocumentEncoder fields = new DocumentEncoder();
  private final CborWriter head = new CborWriter();
  private final List<Open> partitions;
  private final List<ProducerRecord<byte[], byte[]>> full = new ArrayList<>();

  /** A packer without records, whose packs have at most {@link #MOST_RECORDS}. */
  public WorkPacker(String topic, String run, int partitions, Placement placement) {
    this(topic, run, partitions, placement, MOST_RECORDS);
  }

  /**
   * A packer without records.
   *
   * @param partitions how many the topic has
   * @param placement which of them a record goes to
   * @param mostRecords how many a pack has at most, from 1
   */
  public WorkPacker(
      String topic, String run, int partitions, Placement placement, int mostRecords) {
    this.topic = topic;
    this.run = run;
    this.placement = placement;
    this.mostRecords = mostRecords;
    this.partitions = new ArrayList<>(partitions);
    for (int i = 0; i < partitions; i++) {
      this.partitions.add(new Open());
    }
  }

  /**
   * Adds a record, of the same split and unit as those before it since {@link #take()}, unless its
   * fields have too many bytes.
   *
   * @param most how many bytes its fields may have
   * @return how many they have, with their names where the pack does not have these yet; where that
   *     is more than {@code most}, it was not added
   * @throws IllegalArgumentException where a text has half of a surrogate pair
   */
  public int add(DataRecord record, int most) {
    int partition = placement.partition(record, partitions.size());
    Open pack = partitions.get(partition);
    int size = pack.prepare(record);
    if (pack.isFull(size)) {
      full.add(pack.close(partition));
      size = pack.prepare(record);
    }
    if (size <= most) {
      pack.add(record);
    }
    return size;
  }

  /** The messages of all that was added, those of a partition in their order; then it is empty. */
  public List<ProducerRecord<byte[], byte[]>> take() {
    for (int i = 0; i < partitions.size(); i++) {
      if (partitions.get(i).count > 0) {
        full.add(partitions.get(i).close(i));
      }
    }
    List<ProducerRecord<byte[], byte[]>> taken = List.copyOf(full);
    full.clear();
    return taken;
  }

  /** The pack of a partition that is being filled. */
  private final class Open {

    private final CborWriter names = new CborWriter();
    private final CborWriter records = new CborWriter();
    private Optional<DataRecord> first = Optional.empty();
    private int count;

    /** Encodes the fields as they would stand here, and answers how many bytes they would take. */
    int prepare(DataRecord record) {
      int size = fields.encode(record.fields(), first.orElse(record).fields());
      if (count > 0) {
        return size;
      }
      name(record.fields());
      return size + names.size();
    }

    private void name(Document document) {
      names.clear();
      names.array(document.size());
      for (int i = 0; i < document.size(); i++) {
        names.text(document.name(i));
      }
    }

    boolean isFull(int more) {
      return count == mostRecords || (count > 0 && records.size() + more > FULL);
    }

    /** Adds the record that was prepared. */
    void add(DataRecord record) {
      if (count == 0) {
        first = Optional.of(record);
      }
      count++;
      records.array(PARTS_OF_RECORD);
      records.number(record.id().ordinal());
      records.number(record.origin().line());
      records.text(record.key().text());
      fields.into(records);
    }

    ProducerRecord<byte[], byte[]> close(int partition) {
      DataRecord named = first.orElseThrow();
      head.clear();
      head.array(count + 1);
      byte[] value = CborWriter.join(head, names, records);
      names.clear();
      records.clear();
      count = 0;
      first = Optional.empty();
      return WorkMessages.pack(topic, partition, run, named.id(), named.origin(), value);
    }
  }
}
