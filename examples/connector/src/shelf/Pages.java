package shelf;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.Plan;
import io.godwit.common.model.Position;
import io.godwit.common.model.Reading;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Split;
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

/** Numbered pages, a thousand a split. */
record Pages(int count) implements Source {

  private static final String UNIT = "book";
  private static final int SPLIT = 1000;

  @Override
  public Inspection inspect() {
    List<Field> fields =
        List.of(
            new Field("page", new Type.Whole(32), Knowledge.NATIVE, true),
            new Field("text", new Type.Chars(), Knowledge.NATIVE, true));
    return new Inspection(Map.of(UNIT, new Schema(fields, List.of("page"), true)), List.of());
  }

  @Override
  public Plan plan() {
    List<Split> splits = new ArrayList<>();
    for (int first = 1; first <= count; first += SPLIT) {
      int pages = Math.min(SPLIT, count - first + 1);
      splits.add(new Split(splits.size(), UNIT, String.valueOf(first), pages));
    }
    return new Plan(splits, fingerprint(), List.of());
  }

  @Override
  public String fingerprint() {
    return "pages " + count;
  }

  @Override
  public SplitReader read(Split split, Position from) {
    return new Reader(split, from);
  }

  @Override
  public void close() {
    // Holds nothing.
  }

  private static final class Reader implements SplitReader {

    private final Split split;
    private long next;

    Reader(Split split, Position from) {
      this.split = split;
      this.next = from.ordinal();
    }

    @Override
    public List<Reading> read(int max) {
      List<Reading> pages = new ArrayList<>();
      while (pages.size() < max && next < split.records()) {
        pages.add(page(next++));
      }
      return pages;
    }

    private Reading page(long ordinal) {
      int page = (int) (Integer.parseInt(split.range()) + ordinal);
      Document fields =
          Document.of("page", new Value.Int32(page)).with("text", new Value.Text("page " + page));
      return new Reading.Read(
          new DataRecord(
              new RecordId(split.number(), ordinal),
              new Key(String.valueOf(page)),
              new Origin(UNIT, page),
              fields));
    }

    @Override
    public Position position() {
      return new Position(next, String.valueOf(next));
    }

    @Override
    public void close() {
      // Holds nothing.
    }
  }
}
