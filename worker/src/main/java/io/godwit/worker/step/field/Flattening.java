package io.godwit.worker.step.field;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.worker.step.bounds.Weight;
import io.godwit.worker.step.kinds.ValueExcerpt;
import io.godwit.worker.step.kinds.ValueKind;
import io.godwit.worker.step.spec.ShapeStepSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts what nested documents hold into the record, where the documents stood.
 *
 * <p>Names grow with depth, and each stands for itself: some thousand fields in a deep document
 * could make a record many times as large as it was. So the fields are counted, and the record is
 * weighed with its names.
 */
final class Flattening implements FieldFunction {

  /** What a table or a document of any use has is far less. */
  static final int MOST_FIELDS = 10_000;

  private final List<String> fields;
  private final String separator;
  private final int depth;
  private final boolean index;

  Flattening(ShapeStepSpec.Flatten spec) {
    this.fields = spec.fields();
    this.separator = spec.separator();
    this.depth = spec.depth();
    this.index = spec.arrays() == ShapeStepSpec.Arrays.INDEX;
  }

  @Override
  public Document apply(Document record) throws Unmade {
    if (fields.stream().noneMatch(field -> record.indexOf(field) >= 0)) {
      return record;
    }
    Map<String, Value> flat = new LinkedHashMap<>();
    long names = 0;
    for (int i = 0; i < record.size(); i++) {
      String name = record.name(i);
      if (fields.contains(name)) {
        unfold(name, record.value(i), flat);
      } else {
        put(name, record.value(i), flat);
      }
    }
    for (String name : flat.keySet()) {
      names += name.length();
    }
    Document result = Document.of(flat);
    if (names + Weight.of(result) > Weight.MOST) {
      throw tooLarge("the record is larger than " + Weight.text(Weight.MOST) + " with its names");
    }
    return result;
  }

  private void unfold(String field, Value value, Map<String, Value> flat) throws Unmade {
    switch (value) {
      case Value.Null ignored -> {}
      case Value.Nested(Document document) -> open(field, document, 1, flat);
      case Value.Array(var values) when index -> open(field, values, 1, flat);
      case Value.Array array -> put(field, array, flat);
      case Value other ->
          throw new Unmade(
              ErrorCode.VALUE_TYPE,
              "flatten " + field + ": " + ValueKind.of(other) + " is no document",
              field);
    }
  }

  private void open(String way, Document document, int level, Map<String, Value> flat)
      throws Unmade {
    for (int i = 0; i < document.size(); i++) {
      part(way + separator + document.name(i), document.value(i), level, flat);
    }
  }

  private void open(String way, List<Value> values, int level, Map<String, Value> flat)
      throws Unmade {
    for (int i = 0; i < values.size(); i++) {
      part(way + separator + i, values.get(i), level, flat);
    }
  }

  private void part(String name, Value value, int level, Map<String, Value> flat) throws Unmade {
    if (level < depth && value instanceof Value.Nested(Document document)) {
      open(name, document, level + 1, flat);
    } else if (level < depth && index && value instanceof Value.Array(List<Value> values)) {
      open(name, values, level + 1, flat);
    } else {
      put(name, value, flat);
    }
  }

  private void put(String name, Value value, Map<String, Value> flat) throws Unmade {
    if (flat.putIfAbsent(name, value) != null) {
      throw new Unmade(
          ErrorCode.FIELD_EXISTS,
          "flatten: the record would have two fields named '" + ValueExcerpt.of(name) + "'",
          ValueExcerpt.of(name));
    }
    if (flat.size() > MOST_FIELDS) {
      throw tooLarge("the record has more than " + MOST_FIELDS + " fields");
    }
  }

  private static Unmade tooLarge(String rule) {
    return new Unmade(ErrorCode.RECORD_TOO_LARGE, "flatten: " + rule, "");
  }
}
