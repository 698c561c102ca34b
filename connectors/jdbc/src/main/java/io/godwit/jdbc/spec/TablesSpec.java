package io.godwit.jdbc.spec;

import io.godwit.common.spec.ConnectionTo;
import io.godwit.common.spec.Default;
import io.godwit.common.spec.Doc;
import io.godwit.common.spec.OneOrMore;
import io.godwit.common.spec.Range;
import io.godwit.common.spec.SpecRules;
import java.util.List;
import java.util.Optional;

/**
 * Tables of a SQL database as a source.
 *
 * @param tables names or patterns of names
 * @param in the connection
 * @param key the columns that identify a row; empty where each table has its own
 * @param where a condition for each of them
 * @param split how many rows a split has, about
 */
@Doc("Tables of a SQL database, each read in splits and exactly as it is.")
public record TablesSpec(
    @Doc(
            "The tables: names, with the schema where it is not the default one, or patterns such"
                + " as inv* or sales.*. A view is named; a pattern takes tables alone.")
        @OneOrMore
        List<String> tables,
    @Doc("The connection.") @ConnectionTo(JdbcSpec.class) String in,
    @Doc(
            "The columns that identify a row. Else a table's primary key, or a unique index over"
                + " columns that are never null.")
        @Default("[]")
        @OneOrMore
        List<String> key,
    @Doc("A condition in SQL that the rows of each table meet, such as milliseconds > 1000.")
        Optional<String> where,
    @Doc("How many rows one split has, about.")
        @Default("100000")
        @Range(from = 1, to = 1_000_000_000)
        int split)
    implements SqlSpec {

  /** Refuses a source without a table. */
  public TablesSpec {
    tables = SpecRules.someOf("tables", "table", tables);
    key = key.isEmpty() ? List.of() : SpecRules.someOf("key", "column", key);
    where.ifPresent(text -> SpecRules.notBlank("where", text));
    SpecRules.between("split", split, 1, 1_000_000_000);
  }
}
