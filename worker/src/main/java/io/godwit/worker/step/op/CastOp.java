package io.godwit.worker.step.op;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.schema.FieldType;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.worker.step.expression.UnfitValue;
import io.godwit.worker.step.kinds.ValueKind;
import java.util.List;

/** Gives one field another type; a record that lacks the field goes on as it is. */
record CastOp(String field, FieldType type, FieldPlacement placement) implements FieldOp {

  CastOp(String field, FieldType type) {
    this(field, type, new FieldPlacement(List.of(field)));
  }

  @Override
  public BareTexts bare(BareTexts before) {
    return before.with(field, false);
  }

  @Override
  public void traceBack(KeyNeeds needs) {
    if (needs.concern(field)) {
      needs.through(this);
    }
  }

  @Override
  public Change apply(Document fields) {
    int index = fields.indexOf(field);
    if (index < 0) {
      return new Change.To(fields);
    }
    Value value = fields.value(index);
    try {
      Value cast = Casting.cast(value, type);
      if (cast.equals(value)) {
        return new Change.To(fields);
      }
      Document changed = placement.put(fields, List.of(cast));
      return RecordSize.refuse("cast", field, cast, changed)
          .<Change>map(Change::reject)
          .orElseGet(() -> new Change.To(changed));
    } catch (UnfitValue e) {
      return Change.reject(
          ErrorCode.VALUE_TYPE,
          "cast "
              + field
              + " from "
              + ValueKind.of(value)
              + " to "
              + type.id()
              + ": "
              + e.getMessage(),
          field);
    }
  }
}
