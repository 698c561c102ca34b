package io.godwit.worker.step.field;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.worker.step.spec.ShapeStepSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts fields into one nested document, which stands where the first of them stood. The document
 * has them in the order of the job file, so that two records of one content are one document.
 */
final class Nesting implements FieldFunction {

  private final List<String> fields;
  private final String into;
  private final int prefix;

  Nesting(ShapeStepSpec.Nest spec) {
    this.fields = spec.fields();
    this.into = spec.into();
    this.prefix = spec.prefix().map(String::length).orElse(0);
  }

  @Override
  public Document apply(Document record) throws Unmade {
    Map<String, Value> inner = new LinkedHashMap<>();
    for (String field : fields) {
      record.get(field).ifPresent(value -> inner.put(field.substring(prefix), value));
    }
    if (inner.isEmpty()) {
      return record;
    }
    if (!fields.contains(into) && record.indexOf(into) >= 0) {
      throw new Unmade(
          ErrorCode.FIELD_EXISTS,
          "nest into " + into + ": the record has a field '" + into + "' already",
          into);
    }
    return placed(record, new Value.Nested(Document.of(inner)));
  }

  private Document placed(Document record, Value nested) {
    Map<String, Value> result = new LinkedHashMap<>();
    for (int i = 0; i < record.size(); i++) {
      if (!fields.contains(record.name(i))) {
        result.put(record.name(i), record.value(i));
      } else {
        result.putIfAbsent(into, nested);
      }
    }
    return Document.of(result);
  }
}
