package io.godwit.common.spec;

import io.godwit.common.spec.notation.Default;
import io.godwit.common.spec.notation.Doc;

/**
 * What the report of a run is like.
 *
 * @param csv how its lists are written
 */
@Doc("What the report of a run is like.")
public record ReportSpec(
    @Doc("How the lists beside the report are written.") @Default("exact") Csv csv) {

  /** How fields of lists are written. */
  public enum Csv {
    /** As they are. */
    @Doc("Each field as it is, so that records are found by it.")
    EXACT,
    /** So that no spreadsheet takes one for a formula. */
    @Doc(
        "With an apostrophe before each field that begins with =, +, -, @, a tab, an end of a line"
            + " or an apostrophe, so that no spreadsheet takes it for a formula; take one away to"
            + " have the field.")
    DEFUSED
  }
}
