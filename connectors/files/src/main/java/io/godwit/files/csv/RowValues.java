package io.godwit.files.csv;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.schema.FieldType;
import io.godwit.common.model.value.ValueConsumer;
import io.godwit.files.bytes.FieldFailure;
import io.godwit.files.spec.CsvSpec;
import java.util.List;
import java.util.Optional;

/**
 * What the fields of the record that was split last hold, told bare.
 *
 * <p>An empty field is null, whatever its column's type; {@code ""} is the empty text in a text
 * column, and null in others, which have no empty value.
 */
final class RowValues {

  private final FieldType[] types;
  private final boolean[] formed;
  private final RowFields fields;
  private final FieldText text;
  private final ValueForms forms;
  private final Optional<NullTexts> nulls;

  /**
   * The values of columns of these types.
   *
   * @param fields where the record's fields stand
   * @param text what they say
   */
  RowValues(List<FieldType> types, CsvSpec spec, RowFields fields, FieldText text) {
    this.types = types.toArray(FieldType[]::new);
    this.fields = fields;
    this.text = text;
    this.forms = new ValueForms(spec);
    this.nulls = spec.nulls().map(NullTexts::new);
    this.formed = new boolean[this.types.length];
    for (int i = 0; i < formed.length; i++) {
      formed[i] = forms.has(this.types[i]);
    }
  }

  /**
   * Tells the value of a field, by one call of the consumer.
   *
   * @throws FieldFailure where it is not of its column's type; nothing was told then
   */
  void tell(byte[] bytes, int field, ValueConsumer to) throws FieldFailure {
    FieldType type = types[field];
    if (fields.start(field) == fields.end(field)) {
      tellEmpty(bytes, field, to);
      return;
    }
    try {
      if (isPlain(field) && !formed[field] && nulls.isEmpty()) {
        FieldValue.tell(type, bytes, fields.start(field), fields.end(field), to);
      } else {
        tellOther(bytes, field, to);
      }
    } catch (IllegalArgumentException e) {
      throw new FieldFailure(ErrorCode.VALUE_TYPE, String.valueOf(e.getMessage()));
    }
  }

  private void tellEmpty(byte[] bytes, int field, ValueConsumer to) {
    if (fields.isQuoted(field) && types[field] == FieldType.TEXT) {
      to.text(bytes, fields.start(field), fields.end(field));
    } else {
      to.nothing();
    }
  }

  private void tellOther(byte[] bytes, int field, ValueConsumer to) throws FieldFailure {
    FieldType type = types[field];
    if (isNullText(bytes, field)) {
      to.nothing();
    } else if (formed[field]) {
      forms.parse(type, text.of(bytes, field)).tell(to);
    } else if (isPlain(field)) {
      FieldValue.tell(type, bytes, fields.start(field), fields.end(field), to);
    } else if (type == FieldType.TEXT) {
      text.tell(bytes, field, to);
    } else {
      type.parse(text.of(bytes, field)).tell(to);
    }
  }

  /** Whether a field holds nothing or the empty text, and so can be no part of a key. */
  boolean isMissing(byte[] bytes, int field) {
    return fields.start(field) == fields.end(field) || isNullText(bytes, field);
  }

  private boolean isNullText(byte[] bytes, int field) {
    return nulls.isPresent()
        && !fields.isQuoted(field)
        && nulls.get().contain(bytes, fields.start(field), fields.end(field));
  }

  /** Whether the bytes of a field are the characters that it means. */
  boolean isPlain(int field) {
    return fields.isPlainAscii(field) && !fields.isEscaped(field);
  }

  /** Whether a field is written as its type has it, and not in a form of the job's. */
  boolean isFormed(int field) {
    return formed[field];
  }
}
