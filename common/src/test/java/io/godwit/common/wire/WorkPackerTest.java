package io.godwit.common.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkPackerTest {

  private static final int PARTITIONS = 3;
  private static final int ANY_SIZE = Integer.MAX_VALUE;

  private final WorkPacker packer = new WorkPacker("t", "run", PARTITIONS, Placement.bySourceKey());
  private final WorkReader reader = new WorkReader();
  private final PackDecoder decoder = new PackDecoder();

  private static DataRecord record(int i, Document fields) {
    return new DataRecord(
        new RecordId(7, i), new Key("key " + i % 500), new Origin("a file.csv", i + 2), fields);
  }

  private static Document row(int i) {
    return Document.of("id", new Value.Int64(i)).with("text", new Value.Text("x".repeat(i % 40)));
  }

  private WorkPack pack(ProducerRecord<byte[], byte[]> sent) {
    byte @Nullable [] noKey = null;
    return reader
        .read(
            new ConsumerRecord<>(
                "t",
                0,
                0,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                noKey,
                sent.value(),
                sent.headers(),
                Optional.empty()))
        .orElseThrow();
  }

  /** The records of the messages, by partition in their order. */
  private Map<Integer, List<DataRecord>> opened(List<ProducerRecord<byte[], byte[]>> messages) {
    Map<Integer, List<DataRecord>> records = new HashMap<>();
    for (ProducerRecord<byte[], byte[]> message : messages) {
      List<WorkRecord> opened = decoder.open(pack(message));
      assertThat(opened).hasSize(pack(message).count());
      opened.forEach(record ->
          records
              .computeIfAbsent(message.partition(), p -> new ArrayList<>())
              .add(record.record()));
    }
    return records;
  }

  /** Each where the placement says. */
  private static Map<Integer, List<DataRecord>> byPartition(List<DataRecord> records) {
    Map<Integer, List<DataRecord>> expected = new HashMap<>();
    for (DataRecord record : records) {
      int partition = Placement.bySourceKey().partition(record, PARTITIONS);
      expected.computeIfAbsent(partition, p -> new ArrayList<>()).add(record);
    }
    return expected;
  }

  @Test
  void everyRecordComesBackInTheOrderOfItsPartition() {
    List<DataRecord> records = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      // Most have the names of the first; some have others, or the same ones in another order.
      Document other = Document.of("text", new Value.Text("ä")).with("id", new Value.Int64(i));
      records.add(record(i, i % 17 == 3 ? other : i % 23 == 5 ? Document.empty() : row(i)));
    }
    records.forEach(record -> packer.add(record, ANY_SIZE));
    assertThat(opened(packer.take())).isEqualTo(byPartition(records));
    assertThat(packer.take()).isEmpty();
  }

  @Test
  void slowRecordsTravelAlone() {
    WorkPacker alone = new WorkPacker("t", "run", PARTITIONS, Placement.bySourceKey(), 1);
    List<DataRecord> records = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      records.add(record(i, row(i)));
    }
    records.forEach(record -> alone.add(record, ANY_SIZE));
    List<ProducerRecord<byte[], byte[]>> packs = alone.take();
    assertThat(packs).hasSize(50).allSatisfy(sent -> assertThat(pack(sent).count()).isEqualTo(1));
    assertThat(opened(packs)).isEqualTo(byPartition(records));
  }

  @Test
  void aNewPackNamesItsOwnFirstRecord() {
    List<DataRecord> records = List.of(record(0, row(0)), record(500, Document.empty()));
    packer.add(records.getFirst(), ANY_SIZE);
    assertThat(pack(packer.take().getFirst()).first()).isEqualTo(new RecordId(7, 0));
    packer.add(records.getLast(), ANY_SIZE);
    WorkPack second = pack(packer.take().getFirst());
    assertThat(second.first()).isEqualTo(new RecordId(7, 500));
    assertThat(decoder.open(second).getFirst().record()).isEqualTo(records.getLast());
  }

  @Test
  void packsAreBoundedByRecordsAndByBytes() {
    for (int i = 0; i < 5000; i++) {
      packer.add(record(i, row(i)), ANY_SIZE);
    }
    List<WorkPack> packs = packer.take().stream().map(this::pack).toList();
    assertThat(packs).allSatisfy(p -> assertThat(p.count()).isBetween(1, WorkPacker.MOST_RECORDS));
    assertThat(packs.stream().mapToInt(WorkPack::count).sum()).isEqualTo(5000);
    assertThat(packs).anySatisfy(p -> assertThat(p.count()).isEqualTo(WorkPacker.MOST_RECORDS));
    Document large = Document.of("text", new Value.Text("x".repeat(20_000)));
    for (int i = 0; i < 30; i++) {
      packer.add(record(0, large), ANY_SIZE);
    }
    assertThat(packer.take())
        .hasSize(15)
        .allSatisfy(message -> assertThat(message.value()).hasSizeLessThan(49 << 10));
  }

  @Test
  void whatIsTooLargeIsNotAdded() {
    Document large = Document.of("text", new Value.Text("x".repeat(1000)));
    int size = packer.add(record(0, large), 1000);
    assertThat(size).isBetween(1001, 1020);
    assertThat(packer.take()).isEmpty();
    assertThat(packer.add(record(0, large), size)).isEqualTo(size);
    assertThat(packer.take()).hasSize(1);
    Document wide = Document.of("n".repeat(1000), new Value.Bool(true));
    assertThat(packer.add(record(0, wide), 1000)).as("names count").isGreaterThan(1000);
    assertThat(packer.take()).isEmpty();
  }

  @Test
  void whatIsTooLargeLeavesThePackToOthers() {
    packer.add(record(0, row(0)), ANY_SIZE);
    packer.add(record(500, Document.of("text", new Value.Text("x".repeat(1000)))), 100);
    packer.add(record(1000, row(2)), ANY_SIZE);
    assertThat(opened(packer.take()))
        .isEqualTo(byPartition(List.of(record(0, row(0)), record(1000, row(2)))));
  }

  @Test
  void namesStandInAPackOnce() {
    Document fields = Document.of("a name of thirty-two characters.", new Value.Bool(true));
    for (int i = 0; i < 10; i++) {
      packer.add(record(0, fields), ANY_SIZE);
    }
    assertThat(packer.take())
        .singleElement()
        .satisfies(message -> assertThat(message.value()).hasSizeLessThan(10 * 20 + 40));
  }

  @Test
  void recordsOfPacksWithTheSameNamesShareThem() {
    packer.add(record(0, row(0)), ANY_SIZE);
    WorkRecord first = decoder.open(pack(packer.take().getFirst())).getFirst();
    packer.add(record(0, row(1)), ANY_SIZE);
    WorkRecord second = decoder.open(pack(packer.take().getFirst())).getFirst();
    assertThat(second.record().fields().name(0)).isSameAs(first.record().fields().name(0));
  }

  @ParameterizedTest
  @ValueSource(ints = {-2, 8})
  void fieldsThatCannotBeReadAreThoseOfOneRecord(int longer) {
    packer.add(record(0, Document.of("id", new Value.Text("good"))), ANY_SIZE);
    packer.add(record(500, Document.of("id", new Value.Text("evil"))), ANY_SIZE);
    packer.add(record(1000, Document.of("id", new Value.Text("good"))), ANY_SIZE);
    ProducerRecord<byte[], byte[]> message = packer.take().getFirst();
    byte[] value = message.value();
    int evil = new String(value, StandardCharsets.ISO_8859_1).indexOf("evil");
    // The head of the text, which now ends too early, or goes on into the next record.
    value[evil - 1] += (byte) longer;
    List<WorkRecord> opened = decoder.open(pack(message));
    assertThat(opened).hasSize(3);
    assertThat(opened.get(1))
        .isInstanceOfSatisfying(
            WorkRecord.Unreadable.class,
            unreadable -> {
              assertThat(unreadable.record()).isEqualTo(record(500, Document.empty()));
              assertThat(new String(unreadable.raw(), StandardCharsets.US_ASCII)).endsWith("evil");
            });
    assertThat(opened.get(2).record().fields().value(0)).isEqualTo(new Value.Text("good"));
  }

  @Test
  void anyBytesAreOpenedWithoutAnError() {
    for (int i = 0; i < 20; i++) {
      packer.add(record(0, row(i)), ANY_SIZE);
    }
    ProducerRecord<byte[], byte[]> message = packer.take().getFirst();
    Random random = new Random(Long.getLong("godwit.seed", 0) + 5);
    int unreadable = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bad = message.value().clone();
      bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      List<WorkRecord> opened =
          decoder.open(new WorkPack(0, "run", new RecordId(7, 0), new Origin("f", 1), 1, bad));
      assertThat(opened).isNotEmpty();
      unreadable += opened.getFirst() instanceof WorkRecord.Unreadable ? 1 : 0;
    }
    assertThat(unreadable).isPositive();
  }

  /** One record more, one less, none, more than any pack has, and something behind them. */
  @ParameterizedTest
  @ValueSource(
      strings = {"83 80", "81 80", "80", "9a 01 31 2d 00 80", "82 80 84 00 00 61 61 40 00"})
  void aPackThatMiscountsItsRecordsStandsForItsFirst(String hex) {
    byte[] value = HexFormat.ofDelimiter(" ").parseHex(hex);
    WorkPack bad = new WorkPack(0, "run", new RecordId(7, 3), new Origin("f", 5), 1, value);
    assertThat(PackDecoder.count(value)).isBetween(1, WorkPacker.MOST_RECORDS);
    assertThat(decoder.open(bad)).singleElement().isInstanceOf(WorkRecord.Unreadable.class);
  }

  @Test
  void whatIsNoPackStandsForItsFirstRecord() {
    packer.add(record(3, row(3)), ANY_SIZE);
    WorkPack good = pack(packer.take().getFirst());
    WorkPack bad = new WorkPack(0, good.run(), good.first(), good.origin(), 1, new byte[] {1, 2});
    assertThat(decoder.open(bad))
        .singleElement()
        .isInstanceOfSatisfying(
            WorkRecord.Unreadable.class,
            unreadable -> {
              assertThat(unreadable.record().id()).isEqualTo(new RecordId(7, 3));
              assertThat(unreadable.record().origin()).isEqualTo(new Origin("a file.csv", 5));
              assertThat(unreadable.raw()).containsExactly(1, 2);
            });
  }
}
