package io.godwit.producer;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.Plan;
import io.godwit.common.model.Position;
import io.godwit.common.model.Reading;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Split;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.schema.Field;
import io.godwit.common.model.schema.Inspection;
import io.godwit.common.model.schema.Knowledge;
import io.godwit.common.model.schema.Schema;
import io.godwit.common.model.schema.Type;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SplitReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A source of made-up records; a test says what happens at each reading. */
final class ListedSource implements Source {

  /** What a test does before records are read. */
  @FunctionalInterface
  interface Fault {
    void on(Position at) throws Trouble;
  }

  private final int splits;
  private final int records;
  private final Function<RecordId, String> keys;
  volatile Fault fault = at -> {};
  volatile String fingerprint = "as planned";
  volatile String text = "some text";

  /** Records of each split that are counted, and that no reading comes to. */
  volatile int unread;

  ListedSource(int splits, int records, Function<RecordId, String> keys) {
    this.splits = splits;
    this.records = records;
    this.keys = keys;
  }

  @Override
  public Inspection inspect() {
    Field text = new Field("text", new Type.Chars(), Knowledge.NATIVE, false);
    Schema schema = new Schema(List.of(text), List.of("text"), true);
    return new Inspection(Map.of("list", schema), List.of());
  }

  @Override
  public Plan plan() {
    List<Split> planned =
        IntStream.range(0, splits)
            .mapToObj(i -> new Split(i, "list", "" + i, records + unread))
            .toList();
    return new Plan(planned, fingerprint, List.of());
  }

  @Override
  public String fingerprint() {
    return fingerprint;
  }

  @Override
  public SplitReader read(Split split, Position from) {
    return new Reader(split, from.ordinal());
  }

  @Override
  public void close() {}

  private final class Reader implements SplitReader {
    private final Split split;
    private long next;

    Reader(Split split, long next) {
      this.split = split;
      this.next = next;
    }

    @Override
    public List<Reading> read(int max) throws Trouble {
      fault.on(position());
      List<Reading> readings = new ArrayList<>();
      for (; next < records && readings.size() < Math.min(max, 100); next++) {
        RecordId id = new RecordId(split.number(), next);
        Document fields = Document.of("text", new Value.Text(text));
        readings.add(
            new Reading.Read(
                new DataRecord(id, new Key(keys.apply(id)), new Origin("list", next + 1), fields)));
      }
      return readings;
    }

    @Override
    public Position position() {
      return new Position(next, Long.toString(next));
    }

    @Override
    public void close() {}
  }
}
