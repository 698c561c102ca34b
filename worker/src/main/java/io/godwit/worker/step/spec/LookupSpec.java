package io.godwit.worker.step.spec;

import io.godwit.common.spec.ConnectionTo;
import io.godwit.common.spec.Default;
import io.godwit.common.spec.Doc;
import io.godwit.common.spec.FieldEffect;
import io.godwit.common.spec.LookupConnection;
import io.godwit.common.spec.Nested;
import io.godwit.common.spec.OneOrMore;
import io.godwit.common.spec.Range;
import io.godwit.common.spec.SameAs;
import io.godwit.common.spec.SpecRules;
import io.godwit.common.spec.StepSpec;
import java.util.List;

/**
 * Takes fields from a row of another table.
 *
 * @param in the connection
 * @param table the table, with its schema where it is not the default one
 * @param by the field of the record, and the column of the table, that are equal
 * @param column the column of the table where it is called otherwise than the field
 * @param take the columns to add to the record
 * @param missing what becomes of a record for which the table has no row
 * @param batch how many keys one query asks for, at most; 1 to 10,000
 */
@Doc("Takes fields from a row of another table.")
@Nested("lookup")
public record LookupSpec(
    @Doc("The connection.") @ConnectionTo(LookupConnection.class) String in,
    @Doc("The table, with its schema where it is not the default one.") String table,
    @Doc("The field of the record that is looked up.") String by,
    @Doc("The column of the table that equals the field.") @SameAs("by") String column,
    @Doc("The columns to add to the record.") @OneOrMore List<String> take,
    @Doc("What becomes of a record for which the table has no row.") @Default("reject")
        Missing missing,
    @Doc("How many keys one query asks for, at most.")
        @Default("1000")
        @Range(from = 1, to = 10_000)
        int batch)
    implements StepSpec {
  /** Refuses a lookup that takes nothing. */
  public LookupSpec {
    SpecRules.notBlank("table", table);
    take = SpecRules.someOf("take", "column", take);
    SpecRules.between("batch", batch, 1, 10_000);
  }

  @Override
  public List<FieldEffect> effects() {
    return List.of(new FieldEffect.Reads(List.of(by)), new FieldEffect.Makes(take));
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
