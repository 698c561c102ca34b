package io.godwit.jdbc.spec;

import io.godwit.common.spec.ConnectionTo;
import io.godwit.common.spec.Default;
import io.godwit.common.spec.Doc;
import io.godwit.common.spec.OneOrMore;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spec.SpecRules;
import java.util.List;

/**
 * A table of a SQL database.
 *
 * @param table its name, with its schema where it is not the default one
 * @param in the connection
 * @param key its columns that are unique together
 * @param write how a record meets a row of its key
 */
@Doc("A table of a SQL database.")
public record TableSpec(
    @Doc("The table, with its schema where it is not the default one.") String table,
    @Doc("The connection.") @ConnectionTo(JdbcSpec.class) String in,
    @Doc("The columns that are unique together.") @OneOrMore List<String> key,
    @Doc("How a record meets a row of its key.") @Default("upsert") Write write)
    implements SinkSpec {
  /** Refuses a sink without a name or key. */
  public TableSpec {
    SpecRules.notBlank("table", table);
    key = SpecRules.someOf("key", "column", key);
  }
}
