package io.godwit.jdbc.spec;

import io.godwit.common.spec.ConnectionTo;
import io.godwit.common.spec.notation.Default;
import io.godwit.common.spec.notation.Doc;
import io.godwit.common.spec.notation.OneOrMore;
import io.godwit.common.spec.notation.Range;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.common.spec.rule.SpecRules;
import java.time.Duration;
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
 * @param watermark the column by which a run tells what is new; empty where each run reads all
 * @param overlap how far below what was reached a run begins; empty for what is usual
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
        int split,
    @Doc(
            "A column that only grows, such as updated_at or a number from a sequence: a run reads"
                + " the rows above what the last whole run of the job has reached, and those where"
                + " it is null. godwit run --full reads all once more. Every run reads all where it"
                + " is away.")
        Optional<String> watermark,
    @Doc(
            "How far below what was reached a run begins, for rows that were committed late: as"
                + " long as the longest transaction that writes the table. 10m where a watermark is"
                + " a date or time and nothing is said; 0s with write: insert.")
        Optional<Duration> overlap)
    implements SqlSpec {

  /** Refuses a source without a table. */
  public TablesSpec {
    tables = SpecRules.someOf("tables", "table", tables);
    key = key.isEmpty() ? List.of() : SpecRules.someOf("key", "column", key);
    where.ifPresent(text -> SpecRules.notBlank("where", text));
    SpecRules.between("split", split, 1, 1_000_000_000);
    watermark.ifPresent(text -> SpecRules.notBlank("watermark", text));
    if (overlap.isPresent() && watermark.isEmpty()) {
      throw new BrokenRule("overlap goes with watermark, which is missing", "overlap");
    }
  }

  /** Tables of which each run reads all. */
  public TablesSpec(
      List<String> tables, String in, List<String> key, Optional<String> where, int split) {
    this(tables, in, key, where, split, Optional.empty(), Optional.empty());
  }
}
