package io.godwit.jdbc.spec;

import io.godwit.common.spec.BrokenRule;
import io.godwit.common.spec.ConnectionTo;
import io.godwit.common.spec.Default;
import io.godwit.common.spec.Doc;
import io.godwit.common.spec.GoneSpec;
import io.godwit.common.spec.OneOrMore;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spec.SpecRules;
import io.godwit.common.spec.UnitName;
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
            "Whether tables that are missing are made like those of the source: before the load"
                + " their columns and key, after it indexes, foreign keys and counters.")
        @Default("false")
        boolean create,
    @Doc("What becomes of rows whose record is gone from the source; they stay where it is away.")
        Optional<GoneSpec> gone)
    implements SinkSpec {
  /** Refuses a sink without a name, or with a key of which a column has none. */
  public TableSpec {
    SpecRules.notBlank("table", table);
    key = key.isEmpty() ? List.of() : SpecRules.someOf("key", "column", key);
    if (new UnitName(table).isMistaken()) {
      throw new BrokenRule(UnitName.PLACEHOLDERS, "table");
    }
  }

  /** One that makes nothing. */
  public TableSpec(String table, String in, List<String> key, Write write) {
    this(table, in, key, write, false);
  }

  /** One that leaves rows alone whose record is gone. */
  public TableSpec(String table, String in, List<String> key, Write write, boolean create) {
    this(table, in, key, write, create, Optional.empty());
  }

  @Override
  public boolean creates() {
    return create;
  }
}
