package io.godwit.jdbc.sql.guard;

import io.godwit.jdbc.sql.fit.FieldRules;

/**
 * What a batch is written by: the table as it was looked at last.
 *
 * @param rules its columns and key
 * @param facts all that exactness rests on
 * @param version the look that showed it; a look that answers otherwise makes the table be read
 *     anew
 * @param alteration in what it differs from what the run began with
 */
record CurrentTable(FieldRules rules, TableFacts facts, String version, Alteration alteration) {

  /** The same, of which nobody knows whether it is still so. */
  CurrentTable doubted() {
    return new CurrentTable(rules, facts, "", alteration);
  }

  /** Whether statements and bytes for one are right for the other. */
  boolean isWrittenLike(CurrentTable other) {
    return rules.equals(other.rules) && alteration.equals(other.alteration);
  }
}
