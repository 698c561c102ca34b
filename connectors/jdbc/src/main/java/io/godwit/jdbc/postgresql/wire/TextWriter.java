package io.godwit.jdbc.postgresql.wire;

import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.value.Value;
import io.godwit.jdbc.sql.fit.BytesText;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.ColumnKind;
import io.godwit.jdbc.sql.fit.JsonText;
import io.godwit.jdbc.sql.fit.NumberFit;
import io.godwit.jdbc.sql.fit.TextFit;
import io.godwit.jdbc.sql.fit.TimeFit;
import io.godwit.jdbc.sql.fit.ValueMessages;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Writes texts. A column that can hold a text as a text gets it as one; in any other it is what
 * PostgreSQL reads it as, since a JSON source has no other way to say a date or a decimal of many
 * digits. What is looked for here are the parts that it would read and then lose, or would have to
 * guess.
 *
 * <p>A text that is known to be one is no array, which sources with types say in their own way; and
 * it is bytes only in the form that cannot be taken for characters. Bare text is whatever its
 * column reads it as.
 */
public final class TextWriter {

  /** An offset or zone behind the first colon; AM, PM, BC and AD are none. */
  private static final Pattern ZONE =
      Pattern.compile(
          ":.*(?:[+-]\\d|\\b(?!(?:AM|PM|BC|AD)\\b)[A-Z]|\\d(?!AM|PM|BC|AD)[A-Z])",
          Pattern.CASE_INSENSITIVE);

  /** A fraction of a second: behind a colon, or behind the T of a form without colons. */
  private static final Pattern FRACTION =
      Pattern.compile("(?::|\\dT\\d)[^.]*\\.(\\d+)", Pattern.CASE_INSENSITIVE);

  private static final Pattern DATE_BEFORE_TIME = Pattern.compile("[^:]*\\d[-/. T]\\d[^:]*:.*");

  private TextWriter() {}

  /** Writes a text value. */
  public static Optional<Failure> text(String text, Column column, CopyBuffer out) {
    Optional<Failure> loss =
        switch (column.kind()) {
          case TEXT, CHAR, BOOL, INT2, INT4, INT8, UUID, JSON, JSONB -> Optional.empty();
          case OTHER -> settled(text, column);
          case BYTES -> bytes(text, column);
          case NUMERIC, FLOAT4, FLOAT8 -> number(text, column);
          case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> time(text, column);
          case ARRAY -> array(text, column);
          case CUTTING -> ValueMessages.inexact(text, column, "its type cuts what is too long");
        };
    if (loss.isPresent()) {
      return loss;
    }
    return column.isJson() && !column.bare()
        ? characters(JsonText.of(new Value.Text(text)), column, out)
        : limited(text, column, out);
  }

  /** Writes characters, which the length of a varchar limits. */
  static Optional<Failure> limited(String text, Column column, CopyBuffer out) {
    Optional<Failure> tooLong = TextFit.length(text, column);
    return tooLong.isPresent() ? tooLong : characters(text, column, out);
  }

  /** Writes characters that no length limits. */
  static Optional<Failure> characters(String text, Column column, CopyBuffer out) {
    return out.escaped(text)
        ? Optional.empty()
        : ValueMessages.inexact(
            text, column, "PostgreSQL has neither NUL characters nor halves of surrogate pairs");
  }

  /** Hexadecimal digits are read here only where no reading of them could round. */
  private static Optional<Failure> number(String text, Column column) {
    boolean rounds = column.kind() != ColumnKind.NUMERIC || column.hasScale();
    if (rounds && (text.indexOf('x') >= 0 || text.indexOf('X') >= 0)) {
      return ValueMessages.inexact(
          text, column, "it may round what is not written in decimal digits");
    }
    return NumberFit.plainNumber(text).flatMap(number -> NumberFit.loss(number, column));
  }

  private static Optional<Failure> bytes(String text, Column column) {
    return column.bare() || BytesText.is(text)
        ? Optional.empty()
        : ValueMessages.inexact(
            text,
            column,
            "it has bytes, which a text is only where it is written \\x and two hexadecimal digits"
                + " a byte");
  }

  private static Optional<Failure> time(String text, Column column) {
    if (column.kind() == ColumnKind.DATE) {
      return text.indexOf(':') < 0
          ? settled(text, column)
          : ValueMessages.inexact(text, column, "it has no time of day");
    }
    if (column.kind() != ColumnKind.TIMESTAMPTZ && ZONE.matcher(text).find()) {
      return ValueMessages.inexact(text, column, "it has no time zone");
    }
    if (column.kind() == ColumnKind.TIME && DATE_BEFORE_TIME.matcher(text).matches()) {
      return ValueMessages.inexact(text, column, "it has no date");
    }
    var fraction = FRACTION.matcher(text);
    return fraction.find() && digits(fraction.group(1)) > column.fractionDigits()
        ? TimeFit.tooFine(text, column)
        : settled(text, column);
  }

  private static Optional<Failure> settled(String text, Column column) {
    return SettledText.is(text, column) ? Optional.empty() : SettledText.refusal(text, column);
  }

  private static int digits(String fraction) {
    int end = fraction.length();
    while (end > 0 && fraction.charAt(end - 1) == '0') {
      end--;
    }
    return end;
  }

  /** An array literal is not looked into, so it is taken only where nothing inside can be lost. */
  private static Optional<Failure> array(String text, Column column) {
    if (!column.bare()) {
      return ValueMessages.type(new Value.Text(text), column);
    }
    return switch (column.element().orElse(ColumnKind.OTHER)) {
      case BOOL, INT2, INT4, INT8, BYTES, UUID, JSON, JSONB -> Optional.empty();
      case OTHER -> elements(text, column);
      case TEXT ->
          column.maxLength() == Integer.MAX_VALUE
              ? Optional.empty()
              : ValueMessages.type(new Value.Text(text), column);
      default -> ValueMessages.type(new Value.Text(text), column);
    };
  }

  /** Of a type whose texts may be read in two ways, an array is taken element by element only. */
  private static Optional<Failure> elements(String text, Column column) {
    return SettledText.is("?", column.ofElement())
        ? Optional.empty()
        : ValueMessages.type(new Value.Text(text), column);
  }
}
