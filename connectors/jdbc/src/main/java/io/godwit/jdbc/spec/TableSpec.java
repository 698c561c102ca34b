package io.godwit.jdbc.spec;

import io.godwit.common.spec.ConnectionTo;
import io.godwit.common.spec.GoneSpec;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spec.notation.Default;
import io.godwit.common.spec.notation.Doc;
import io.godwit.common.spec.notation.OneOrMore;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.common.spec.rule.SpecRules;
import io.godwit.common.spec.rule.UnitName;
import java.util.List;
import java.util.Optional;

/**
 * A table of a SQL database.
 *
 * @param table its name, with its schema where it is not the default one; it may be made of the
 *     unit ({@link UnitName})
 * @param in the connection
 * @param key its columns that are unique together; empty for its primary key
 * @param write how a record meets a row of its key
 * @param compare whether rows that are the same already are left as they are, and counted
 * @param ledger the table in which it is noted what became of the records of a batch, for what
 *     needs it
 * @param create whether tables that are missing are made like those of the source
 * @param gone what becomes of rows whose record is gone from the source; empty where they stay
 */
@Doc("A table of a SQL database.")
public record TableSpec(
    @Doc(
            "The table, with its schema where it is not the default one; {unit} stands for the"
                + " unit, {file} for its file without folder and ending.")
        String table,
    @Doc("The connection.") @ConnectionTo(JdbcSpec.class) String in,
    @Doc("The columns that are unique together; the primary key where none are named.")
        @Default("[]")
        @OneOrMore
        List<String> key,
    @Doc("How a record meets a row of its key.") @Default("upsert") Write write,
    @Doc(
            "Whether a row that holds the record's values already is left as it is and counted as"
                + " unchanged; for upsert, and with a ledger.")
        @Default("false")
        boolean compare,
    @Doc(
            "The table of the ledger, with its schema where it is not the default one. Needed by"
                + " compare and by every other write than upsert; made where it is not there.")
        @Default(TableSpec.LEDGER)
        String ledger,
    @Doc(
            "Whether tables that are missing are made like those of the source: before the load"
                + " their columns and key, after it indexes, foreign keys and counters.")
        @Default("false")
        boolean create,
    @Doc("What becomes of rows whose record is gone from the source; they stay where it is away.")
        Optional<GoneSpec> gone)
    implements SinkSpec {

  /** Where what became of records is noted, unless the job says otherwise. */
  public static final String LEDGER = "godwit_ledger";

  /** Refuses a sink without a name, or with a key of which a column has none. */
  public TableSpec {
    SpecRules.notBlank("table", table);
    SpecRules.notBlank("ledger", ledger);
    if (compare && write != Write.UPSERT) {
      throw new BrokenRule(
          "compare goes with upsert: insert compares nothing, insert-if-absent leaves every row"
              + " that is there as it is, and replace makes all anew",
          "compare");
    }
    if (create && write == Write.REPLACE) {
      throw new BrokenRule(
          "replace makes a table like the one that is there: leave create away, and let a first run"
              + " make it by write: upsert",
          "create");
    }
    key = key.isEmpty() ? List.of() : SpecRules.someOf("key", "column", key);
    if (new UnitName(table).isMistaken()) {
      throw new BrokenRule(UnitName.PLACEHOLDERS, "table");
    }
  }

  @Override
  public UnitName to() {
    return new UnitName(table);
  }

  /** One that makes nothing. */
  public TableSpec(String table, String in, List<String> key, Write write) {
    this(table, in, key, write, false);
  }

  /** One that needs no ledger of its own. */
  public TableSpec(String table, String in, List<String> key, Write write, boolean create) {
    this(table, in, key, write, false, LEDGER, create);
  }

  /** One that leaves rows alone whose record is gone. */
  public TableSpec(
      String table,
      String in,
      List<String> key,
      Write write,
      boolean compare,
      String ledger,
      boolean create) {
    this(table, in, key, write, compare, ledger, create, Optional.empty());
  }

  /** A table that is only inserted into may have nothing that tells its rows apart. */
  @Override
  public boolean isComparable() {
    return write != Write.INSERT;
  }

  /** How rows go into the table that is loaded: one that is made for the run takes them by key. */
  public Write effective() {
    return write == Write.REPLACE ? Write.UPSERT : write;
  }

  @Override
  public boolean creates() {
    return create;
  }
}
