package io.godwit.jdbc.postgresql;

/**
 * What a batch is written by: the table as it was looked at last.
 *
 * @param rules its columns and key
 * @param facts all that exactness rests on
 * @param version the look that showed it; a look that answers otherwise makes the table be read
 *     anew
 * @param alteration in what it differs from what the run began with
 */
record Standing(FieldRules rules, Facts facts, String version, Alteration alteration) {

  /** The same, of which nobody knows whether it is still so. */
  Standing doubted() {
    return new Standing(rules, facts, "", alteration);
  }

  /** Whether statements and bytes for one are right for the other. */
  boolean isWrittenLike(Standing other) {
    return rules.equals(other.rules) && alteration.equals(other.alteration);
  }
}
