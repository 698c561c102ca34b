package io.godwit.worker.step;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Document;
import io.godwit.common.model.Folding;
import io.godwit.common.model.Value;
import io.godwit.common.wire.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Places records by the key that the sink will have. One that gets none fails at its step or at the
 * sink, wherever it is placed; it goes where its source's key leads.
 */
final class SinkKeyPlacement implements Placement {

  private static final Placement BY_SOURCE = Placement.bySourceKey();

  private final List<String> key;
  private final List<FieldOp> ops;
  private final Optional<ByNames<FieldLayout>> layouts;

  /**
   * A placement.
   *
   * @param key the fields of the sink's key
   * @param fields the fields of the source that it is made of; empty where it may need all
   * @param ops what makes it of them
   */
  SinkKeyPlacement(List<String> key, Optional<Set<String>> fields, List<FieldOp> ops) {
    this.key = key;
    this.ops = ops;
    this.layouts =
        fields.map(
            needed -> new ByNames<>(document -> FieldLayout.only(document, needed::contains)));
  }

  @Override
  public long hash(DataRecord record) {
    return ops.isEmpty() ? hash(record, record.fields()) : made(record);
  }

  private long made(DataRecord record) {
    Document source = record.fields();
    Document fields = layouts.map(layout -> layout.of(source).apply(source)).orElse(source);
    for (FieldOp op : ops) {
      switch (op.apply(fields)) {
        case Change.To(Document changed) -> fields = changed;
        case Change.End ignored -> {
          return BY_SOURCE.hash(record);
        }
      }
    }
    return hash(record, fields);
  }

  private long hash(DataRecord record, Document fields) {
    if (key.size() == 1) {
      int index = fields.indexOf(key.getFirst());
      return index < 0 ? BY_SOURCE.hash(record) : Folding.of(fields.value(index));
    }
    List<Value> values = new ArrayList<>(key.size());
    for (String name : key) {
      int index = fields.indexOf(name);
      if (index < 0) {
        return BY_SOURCE.hash(record);
      }
      values.add(fields.value(index));
    }
    return Folding.of(values);
  }
}
