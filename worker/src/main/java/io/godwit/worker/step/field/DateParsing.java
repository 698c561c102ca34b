package io.godwit.worker.step.field;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.worker.step.dates.DateFormats;
import io.godwit.worker.step.kinds.ValueExcerpt;
import io.godwit.worker.step.kinds.ValueKind;
import io.godwit.worker.step.spec.ValueStepSpec;

/** Reads the texts of some fields as dates. */
final class DateParsing implements FieldFunction {

  private final ValueStepSpec.ParseDate spec;
  private final DateFormats formats;

  DateParsing(ValueStepSpec.ParseDate spec) {
    this.spec = spec;
    this.formats =
        DateFormats.of(spec.patterns(), spec.as(), spec.locale(), spec.zone(), spec.firstYear());
  }

  @Override
  public Document apply(Document fields) throws Unmade {
    Document changed = fields;
    for (String field : spec.fields()) {
      int index = changed.indexOf(field);
      if (index >= 0) {
        Value value = changed.value(index);
        if (value != Value.Null.NULL && !ValueKind.is(value, spec.as())) {
          changed = changed.with(field, parsed(field, value));
        }
      }
    }
    return changed;
  }

  private Value parsed(String field, Value value) throws Unmade {
    if (!(value instanceof Value.Text(String text))) {
      throw new Unmade(
          ErrorCode.VALUE_TYPE,
          "parse-date " + field + ": a text is read, not " + ValueKind.of(value),
          field);
    }
    try {
      return formats.parse(text);
    } catch (IllegalArgumentException e) {
      throw new Unmade(
          ErrorCode.VALUE_TYPE,
          "parse-date " + field + ": '" + ValueExcerpt.of(text) + "' " + e.getMessage(),
          field);
    }
  }
}
