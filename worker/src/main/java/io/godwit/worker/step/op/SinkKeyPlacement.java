package io.godwit.worker.step.op;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.folding.Folding;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.wire.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Places records by the key that the sink will have. One that gets none fails at its step or at the
 * sink, wherever it is placed; it goes where its source's key leads.
 */
final class SinkKeyPlacement implements KeyedPlacement {

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
    return made(record.fields())
        .map(fields -> hash(record, fields))
        .orElseGet(() -> BY_SOURCE.hash(record));
  }

  /** Behind the steps, of what the key is made of; empty where one of them ends it. */
  private Optional<Document> made(Document source) {
    Document fields = layouts.map(layout -> layout.of(source).apply(source)).orElse(source);
    for (FieldOp op : ops) {
      switch (op.apply(fields)) {
        case Change.To(Document changed) -> fields = changed;
        case Change.End ignored -> {
          return Optional.empty();
        }
      }
    }
    return Optional.of(fields);
  }

  @Override
  public Optional<Document> key(DataRecord record) {
    return (ops.isEmpty() ? Optional.of(record.fields()) : made(record.fields()))
        .flatMap(this::keyOf);
  }

  private Optional<Document> keyOf(Document fields) {
    Value[] values = new Value[key.size()];
    for (int i = 0; i < values.length; i++) {
      int index = fields.indexOf(key.get(i));
      if (index < 0) {
        return Optional.empty();
      }
      values[i] = fields.value(index);
    }
    return Optional.of(Document.ofShared(key.toArray(String[]::new), values));
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
