package io.godwit.common.wire.cbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.RowBuilder;
import io.godwit.common.model.value.Value;
import io.godwit.common.wire.Placement;
import io.godwit.common.wire.WorkPacker;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/**
 * A row that is encoded from the beginning ({@link ValueEncoder}, {@link RowCells}) is the one of
 * its values, to the byte.
 */
class RowEncoderTest {

  private static final int ROWS = 3_000;

  private final RowBuilder row = new RowEncoder();
  private final DocumentEncoder encoder = new DocumentEncoder();

  private static Document document(int seed) {
    return new AnyValue(seed).document(2);
  }

  private static String[] names(Document document) {
    return IntStream.range(0, document.size()).mapToObj(document::name).toArray(String[]::new);
  }

  /** By turns as bare values and as objects. */
  private Document encoded(Document document, boolean bare) {
    row.begin();
    tell(document, bare);
    return row.take(names(document));
  }

  private void tell(Document document, boolean bare) {
    for (int i = 0; i < document.size(); i++) {
      if (bare) {
        document.tell(i, row);
      } else {
        row.other(document.value(i));
      }
    }
  }

  @Test
  void rowsAreTheirValuesWhateverCameAfterThem() {
    List<Document> rows = new ArrayList<>();
    for (int seed = 0; seed < ROWS; seed++) {
      if (seed % 5 == 0) {
        row.begin();
        tell(document(seed + ROWS), true);
      }
      rows.add(encoded(document(seed), seed % 2 == 0));
    }
    for (int seed = 0; seed < ROWS; seed++) {
      Document expected = document(seed);
      Document found = rows.get(seed);
      assertThat(found).as("seed %s", seed).isEqualTo(expected);
      assertThat(encoder.encode(found)).as("seed %s", seed).isEqualTo(encoder.encode(expected));
      for (int i = 0; i < expected.size(); i++) {
        assertThat(RebuiltValue.of(found.cells(), i)).isEqualTo(expected.value(i));
      }
    }
  }

  @Test
  void packsOfRowsAreThoseOfTheirValues() {
    assertThat(packed(document -> encoded(document, true))).isEqualTo(packed(document -> document));
  }

  private static List<String> packed(UnaryOperator<Document> as) {
    List<String> all = new ArrayList<>();
    WorkPacker packer = new WorkPacker("t", "run", 3, Placement.bySourceKey());
    for (int i = 0; i < ROWS; i++) {
      // Rows of a kind, among which there are now and then others.
      Document fields =
          i % 50 == 7
              ? document(i)
              : Document.of("id", new Value.Int64(i)).with("t", new Value.Text("x".repeat(i % 90)));
      int size =
          packer.add(
              new DataRecord(
                  new RecordId(1, i), new Key("k" + i), new Origin("f", i), as.apply(fields)),
              Integer.MAX_VALUE);
      all.add("bytes of fields: " + size);
    }
    packer.take().forEach(message -> all.add(text(message)));
    return all;
  }

  private static String text(ProducerRecord<byte[], byte[]> message) {
    return message.partition() + new String(message.value(), StandardCharsets.ISO_8859_1);
  }

  @Test
  void aRowMayBeLargerThanWhatRowsShare() {
    List<Document> rows = new ArrayList<>();
    for (int length : new int[] {10, 300_000, 10, 70_000, 70_000, 8_000}) {
      rows.add(encoded(large(length), true));
    }
    assertThat(rows)
        .containsExactly(
            large(10), large(300_000), large(10), large(70_000), large(70_000), large(8_000));
  }

  private static Document large(int length) {
    return Document.of("a", new Value.Text("x".repeat(length))).with("b", new Value.Int32(length));
  }

  @Test
  void aRowMayHaveMoreValuesThanNotesAreTakenOfAtOnce() {
    String[] names = IntStream.range(0, 20_000).mapToObj(i -> "n" + i).toArray(String[]::new);
    for (int round = 0; round < 2; round++) {
      row.begin();
      IntStream.range(0, names.length).forEach(row::int32);
      Document wide = row.take(names);
      assertThat(IntStream.range(0, names.length).mapToObj(wide::value))
          .isEqualTo(IntStream.range(0, names.length).mapToObj(Value.Int32::new).toList());
    }
  }

  @Test
  void aValueMayBeAskedForBeforeTheRowIsWhole() {
    row.begin();
    row.text("ä");
    row.date(1);
    assertThat(row.value(0)).isEqualTo(new Value.Text("ä"));
    row.nothing();
    assertThat(row.take(new String[] {"a", "b", "c"}).value(2)).isEqualTo(Value.Null.NULL);
  }

  @Test
  void whatHasNoBytesIsRefusedAndForgotten() {
    row.begin();
    row.int64(1);
    assertThatThrownBy(() -> row.text("\uD83D")).isInstanceOf(IllegalArgumentException.class);
    Document good = Document.of("a", new Value.Text("good"));
    assertThat(encoded(good, true)).isEqualTo(good);
  }

  @Test
  void namesAreAsManyAsValues() {
    row.begin();
    row.bool(true);
    assertThatThrownBy(() -> row.take(new String[0])).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void changedRowsAreEncodedAsTheyAreThen() {
    Document base = encoded(large(5), true);
    Document changed = base.with("b", new Value.Bool(true)).without("a");
    assertThat(encoder.encode(changed))
        .isEqualTo(encoder.encode(Document.of("b", new Value.Bool(true))));
  }
}
