package io.godwit.jdbc.spec;

import io.godwit.common.spec.ConnectionTo;
import io.godwit.common.spec.Doc;
import io.godwit.common.spec.OneOrMore;
import io.godwit.common.spec.SpecRules;
import java.util.List;
import java.util.Optional;

/**
 * The answer of a query as a source. The database looks at it as at a view, so it is read by one
 * reader.
 *
 * @param query in the database's own words
 * @param in the connection
 * @param key columns of the answer in which no two rows agree
 */
@Doc("The answer of a query to a SQL database, read by one reader.")
public record QuerySpec(
    @Doc("The query, as the database has it, without a semicolon at its end.") String query,
    @Doc("The connection.") @ConnectionTo(JdbcSpec.class) String in,
    @Doc("The columns of the answer that identify a row.") @OneOrMore List<String> key)
    implements SqlSpec {

  /** Refuses a source without a query or key. */
  public QuerySpec {
    SpecRules.notBlank("query", query);
    key = SpecRules.someOf("key", "column", key);
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
