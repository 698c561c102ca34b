package io.godwit.worker.step.field;

import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.worker.step.spec.ShapeStepSpec;
import io.godwit.worker.step.spec.ValueStepSpec;
import io.godwit.worker.step.spec.ValueStepSpec.NoValue;
import java.util.Optional;

/** The functions of the steps that need one record's fields only. */
public final class FieldFunctions {

  private FieldFunctions() {}

  /** What changes how fields stand. */
  public static FieldFunction of(ShapeStepSpec spec) {
    return switch (spec) {
      case ShapeStepSpec.Nest nest -> new Nesting(nest);
      case ShapeStepSpec.Flatten flatten -> new Flattening(flatten);
    };
  }

  /** What changes the value of fields. */
  public static FieldFunction of(ValueStepSpec spec) {
    return switch (spec) {
      case ValueStepSpec.Standard standard -> standard(standard);
      case ValueStepSpec.ParseDate dates -> new DateParsing(dates);
    };
  }

  private static FieldFunction standard(ValueStepSpec.Standard spec) {
    Value value = spec.type().parse(spec.value());
    return fields ->
        noValue(fields, spec.field()).filter(spec.where()::contains).isPresent()
            ? fields.with(spec.field(), value)
            : fields;
  }

  private static Optional<NoValue> noValue(Document fields, String field) {
    int index = fields.indexOf(field);
    if (index < 0) {
      return Optional.of(NoValue.ABSENT);
    }
    Value value = fields.value(index);
    if (value instanceof Value.Text(String text)) {
      return text.isBlank() ? Optional.of(NoValue.EMPTY) : Optional.empty();
    }
    return value == Value.Null.NULL ? Optional.of(NoValue.NULL) : Optional.empty();
  }
}
