package io.godwit.jdbc.postgresql;

import java.util.Optional;

/**
 * A column of a table, as the catalog has it.
 *
 * @param name as it is spelt, neither folded nor quoted
 * @param type how SQL and messages spell it, with its limits: {@code numeric(15,2)}; of a domain,
 *     what it is made of
 * @param bareType the same without limits: {@code numeric}
 * @param kind what it is for reading and writing
 * @param element of an array, what its elements are
 * @param modifier the type's limits as PostgreSQL encodes them; -1 where it has none
 * @param bytewise whether texts are equal only where their bytes are
 * @param required whether a null is refused, by nothing that could fill it first
 * @param bare whether its texts are bare: literals of its type, and not known to be texts
 * @param supply what supplies the value where a record has none
 */
record Column(
    String name,
    String type,
    String bareType,
    ColumnKind kind,
    Optional<ColumnKind> element,
    int modifier,
    boolean bytewise,
    boolean required,
    boolean bare,
    Supply supply) {

  private static final int NO_MODIFIER = -1;

  /** What supplies the value where a record has none. */
  enum Supply {
    /** Nothing: it becomes null. */
    NOTHING,
    /** A default, or an identity that gives way to a value. */
    DEFAULT,
    /** An identity that an insert must override, and that no update may change. */
    IDENTITY_ALWAYS,
    /** Computed from other columns; cannot be written. */
    GENERATED
  }

  /** A column that stands for one element of this array. */
  Column ofElement() {
    return new Column(
        name,
        type,
        bareType,
        element.orElseThrow(),
        Optional.empty(),
        modifier,
        bytewise,
        false,
        bare,
        Supply.NOTHING);
  }

  /** The same column for texts that are bare or not. */
  Column reading(boolean bareTexts) {
    return new Column(
        name, type, bareType, kind, element, modifier, bytewise, required, bareTexts, supply);
  }

  /** The most characters; a large number where there is no limit. */
  int maxLength() {
    return modifier == NO_MODIFIER ? Integer.MAX_VALUE : modifier - 4;
  }

  /** Whether a decimal of many digits behind the point would be rounded. */
  boolean hasScale() {
    return kind == ColumnKind.NUMERIC && modifier != NO_MODIFIER;
  }

  /**
   * The digits behind the point that a numeric keeps; negative ones round before the point. From
   * {@code numeric_typmod_scale} in PostgreSQL's numeric.c: eleven bits with a sign.
   */
  int scale() {
    return (((modifier - 4) & 0x7ff) ^ 1024) - 1024;
  }

  /** The digits that a time keeps of its second: 0 to 6. */
  int fractionDigits() {
    return modifier == NO_MODIFIER ? 6 : modifier;
  }

  /** The name for SQL. */
  String quoted() {
    return Quoting.name(name);
  }

  /** How messages speak of it. */
  String described() {
    return "column " + name + " (" + type + ")";
  }
}
