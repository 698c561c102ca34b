package io.godwit.jdbc.sql.write;

import io.godwit.common.model.value.BareTexts;
import io.godwit.jdbc.sql.dialect.Guard;
import io.godwit.jdbc.sql.dialect.KnownTable;
import io.godwit.jdbc.sql.fit.FieldRules;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A table as one sink writes it. The guard knows what the table is, whoever writes there; how its
 * columns read texts depends on the records, and is worked out once for each time that the guard
 * has seen another table. Any thread may use it.
 */
public final class SinkTable {

  private final TargetCheck.Found found;
  private final BareTexts bare;
  private final AtomicReference<Read> last;

  private record Read(FieldRules table, FieldRules reading) {
    static Read of(FieldRules table, BareTexts bare) {
      return new Read(table, table.reading(bare));
    }
  }

  /**
   * What a batch is prepared for.
   *
   * @param known the table as it was looked at last
   * @param rules its columns and key, as they read the records
   */
  record Ready(KnownTable known, FieldRules rules) {}

  /**
   * A table that was found fit.
   *
   * @param bare which texts of its records say nothing of their type
   */
  public SinkTable(TargetCheck.Found found, BareTexts bare) {
    this.found = found;
    this.bare = bare;
    this.last = new AtomicReference<>(Read.of(found.guard().current().rules(), bare));
  }

  /** As it is now. */
  Ready ready() {
    KnownTable known = found.guard().current();
    FieldRules table = known.rules();
    Read read = last.get();
    // One object as long as nothing was looked at anew, and then this costs nothing.
    if (!read.table().equals(table)) {
      read = Read.of(table, bare);
      last.set(read);
    }
    return new Ready(known, read.reading());
  }

  FieldRules rules() {
    return ready().rules();
  }

  /**
   * The same with what finds a row of it: of a table that needs no key, its primary one; none where
   * nothing tells one row from another.
   */
  FieldRules comparing() {
    FieldRules rules = rules();
    return rules.key().isEmpty()
        ? new FieldRules(
            rules.table(), manner().identity().stream().map(rules.table()::require).toList())
        : rules;
  }

  TargetCheck.Found found() {
    return found;
  }

  Guard guard() {
    return found.guard();
  }

  Manner manner() {
    return found.manner();
  }
}
