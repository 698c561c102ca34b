package io.godwit.worker.step.spec;

import io.godwit.common.spec.ConnectionTo;
import io.godwit.common.spec.FieldEffect;
import io.godwit.common.spec.LookupConnection;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spec.notation.Default;
import io.godwit.common.spec.notation.Doc;
import io.godwit.common.spec.notation.Nested;
import io.godwit.common.spec.notation.OneOrMore;
import io.godwit.common.spec.notation.Range;
import io.godwit.common.spec.notation.SameAs;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.common.spec.rule.SpecRules;
import java.util.List;
import java.util.Optional;

/**
 * Takes fields from a row of another table.
 *
 * @param in the connection
 * @param table the table, with its schema where it is not the default one, or the file
 * @param by the fields of the record, and the columns of the table, that are equal
 * @param column the columns of the table where they are called otherwise than the fields, in their
 *     order
 * @param take the columns to add to the record
 * @param missing what becomes of a record for which the table has no row
 * @param batch how many keys one query asks for, at most; 1 to 10,000
 * @param hint the index that the query is to use, where the database takes such a hint
 */
@Doc(
    "Takes fields from a row of another table or of a file in a store, or from a document of a"
        + " MongoDB collection.")
@Nested("lookup")
public record LookupSpec(
    @Doc("The connection.") @ConnectionTo(LookupConnection.class) String in,
    @Doc(
            "The table, with its schema where it is not the default one; the collection; or the"
                + " name of a file in a store: CSV with a header, or JSON Lines (.jsonl), of up to"
                + " 64MB.")
        String table,
    @Doc("The fields of the record that are looked up.") @OneOrMore List<String> by,
    @Doc("The columns of the table that equal the fields, in their order.") @SameAs("by") @OneOrMore
        List<String> column,
    @Doc("The columns to add to the record.") @OneOrMore List<String> take,
    @Doc("What becomes of a record for which the table has no row.") @Default("reject")
        Missing missing,
    @Doc("How many keys one query asks for, at most.")
        @Default("1000")
        @Range(from = 1, to = 10_000)
        int batch,
    @Doc("The name of the index that a query in MongoDB is to use.") Optional<String> hint)
    implements StepSpec {
  /** Refuses a lookup that takes nothing, or has not a column for each field. */
  public LookupSpec {
    SpecRules.notBlank("table", table);
    by = SpecRules.someOf("by", "field", by);
    column = SpecRules.someOf("column", "column", column);
    if (by.size() != column.size()) {
      throw new BrokenRule("column names a column for each field of by", "column", "by");
    }
    take = SpecRules.someOf("take", "column", take);
    SpecRules.between("batch", batch, 1, 10_000);
  }

  /** A lookup by one field, without a hint. */
  public LookupSpec(
      String in,
      String table,
      String by,
      String column,
      List<String> take,
      Missing missing,
      int batch) {
    this(in, table, List.of(by), List.of(column), take, missing, batch, Optional.empty());
  }

  @Override
  public List<FieldEffect> effects() {
    return List.of(new FieldEffect.Reads(by), new FieldEffect.Makes(take));
  }

  /** What becomes of a record for which a lookup has no row. */
  public enum Missing {
    /** It fails. */
    @Doc("It fails.")
    REJECT,
    /** It is left out on purpose. */
    @Doc("It is left out on purpose.")
    DROP,
    /** It goes on with nulls. */
    @Doc("It goes on with nulls.")
    NULL
  }
}
