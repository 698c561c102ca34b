package io.godwit.jdbc.sql.fit;

import java.util.Optional;

/**
 * A column of a table, as the catalog has it.
 *
 * @param name as it is spelt, neither folded nor quoted
 * @param quoted the name for SQL
 * @param type how SQL and messages spell it, with its limits: {@code numeric(15,2)}; of a domain,
 *     what it is made of
 * @param bareType the same without limits: {@code numeric}
 * @param kind what it is for reading and writing
 * @param element of an array, what its elements are
 * @param limits what the type keeps
 * @param bytewise whether texts are equal only where their bytes are
 * @param required whether a null is refused, by nothing that could fill it first
 * @param bare whether its texts are bare: literals of its type, and not known to be texts
 * @param supply what supplies the value where a record has none
 */
public record Column(
    String name,
    String quoted,
    String type,
    String bareType,
    ColumnKind kind,
    Optional<ColumnKind> element,
    Limits limits,
    boolean bytewise,
    boolean required,
    boolean bare,
    Supply supply) {

  /** What supplies the value where a record has none. */
  public enum Supply {
    /** Nothing: it becomes null. */
    NOTHING,
    /** A default, or an identity that gives way to a value. */
    DEFAULT,
    /** An identity that an insert must override, and that no update may change. */
    IDENTITY_ALWAYS,
    /** Computed from other columns; cannot be written. */
    GENERATED,
    /** Nothing is known to be written into its type as it is; where it is left out, as nothing. */
    CLOSED
  }

  /** A column that stands for one element of this array. */
  public Column ofElement() {
    return new Column(
        name,
        quoted,
        type,
        bareType,
        element.orElseThrow(),
        Optional.empty(),
        limits,
        bytewise,
        false,
        bare,
        Supply.NOTHING);
  }

  /** The same column for texts that are bare or not. */
  public Column reading(boolean bareTexts) {
    return new Column(
        name, quoted, type, bareType, kind, element, limits, bytewise, required, bareTexts, supply);
  }

  /** The most characters; a large number where there is no limit. */
  public int maxLength() {
    return limits.length();
  }

  /** Whether a decimal of many digits behind the point would be rounded. */
  public boolean hasScale() {
    return limits.scaled();
  }

  /** The digits behind the point that are kept; negative ones round before the point. */
  public int scale() {
    return limits.scale();
  }

  /** The digits that a time keeps of its second. */
  public int fractionDigits() {
    return limits.fractionDigits();
  }

  /** Whether it holds characters without a meaning of their own. */
  public boolean isText() {
    return kind == ColumnKind.TEXT || kind == ColumnKind.CHAR;
  }

  /** Whether it holds documents. */
  public boolean isJson() {
    return kind == ColumnKind.JSON || kind == ColumnKind.JSONB;
  }

  /** How messages speak of it. */
  public String described() {
    return "column " + name + " (" + type + ")";
  }
}
