package io.godwit.jdbc.spec;

import io.godwit.common.spec.ConnectionTo;
import io.godwit.common.spec.notation.Doc;
import io.godwit.common.spec.notation.OneOrMore;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.common.spec.rule.SpecRules;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The answer of a query as a source. The database looks at it as at a view, so it is read by one
 * reader.
 *
 * @param query in the database's own words
 * @param in the connection
 * @param key columns of the answer in which no two rows agree
 * @param watermark the column by which a run tells what is new; empty where each run reads all
 * @param overlap how far below what was reached a run begins; empty for what is usual
 */
@Doc("The answer of a query to a SQL database, read by one reader.")
public record QuerySpec(
    @Doc("The query, as the database has it, without a semicolon at its end.") String query,
    @Doc("The connection.") @ConnectionTo(JdbcSpec.class) String in,
    @Doc("The columns of the answer that identify a row.") @OneOrMore List<String> key,
    @Doc("A column of the answer that only grows, as with tables.") Optional<String> watermark,
    @Doc("How far below what was reached a run begins, as with tables.") Optional<Duration> overlap)
    implements SqlSpec {

  /** Refuses a source without a query or key. */
  public QuerySpec {
    SpecRules.notBlank("query", query);
    key = SpecRules.someOf("key", "column", key);
    watermark.ifPresent(text -> SpecRules.notBlank("watermark", text));
    if (overlap.isPresent() && watermark.isEmpty()) {
      throw new BrokenRule("overlap goes with watermark, which is missing", "overlap");
    }
  }

  /** A query of whose answer each run reads all. */
  public QuerySpec(String query, String in, List<String> key) {
    this(query, in, key, Optional.empty(), Optional.empty());
  }

  @Override
  public Optional<String> where() {
    return Optional.empty();
  }

  /** An answer is not cut. */
  @Override
  public int split() {
    return Integer.MAX_VALUE;
  }
}
