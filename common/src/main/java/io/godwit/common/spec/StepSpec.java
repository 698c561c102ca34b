package io.godwit.common.spec;

import io.godwit.common.model.FieldType;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** What to do with each record. A field operation on a field that a record lacks does nothing. */
@Doc(
    "What to do with each record; a step has one key, and a field that a record lacks is passed"
        + " over.")
public sealed interface StepSpec {

  /**
   * Computes fields by expressions (CEL; the record is {@code r}).
   *
   * @param set the expressions by field, computed in this order, each over the results before it
   */
  @Doc("Computes fields by expressions.")
  record Set(
      @Doc(
              "The expressions (CEL; the record is r) by field, each computed over the results"
                  + " before it. A value, and a record after the step, may have 16MB; a name with"
                  + " other signs than letters, digits and _ is written r['first-name'].")
          @OneOrMore
          Map<String, String> set)
      implements StepSpec {
    /** Refuses a step without effect. */
    public Set {
      set = SpecRules.someOrdered("set", set);
    }
  }

  /**
   * Gives fields other names.
   *
   * @param rename the new names by the old ones
   */
  @Doc("Gives fields other names.")
  record Rename(@Doc("The new names by the old ones.") @OneOrMore Map<String, String> rename)
      implements StepSpec {
    /** Refuses a step without effect, and one that would give two fields one name. */
    public Rename {
      rename = SpecRules.someOrdered("rename", rename);
      if (new HashSet<>(rename.values()).size() < rename.size()) {
        throw new BrokenRule("rename gives no two fields the same name", "rename");
      }
    }
  }

  /**
   * Leaves only these fields.
   *
   * @param keep the fields that stay, in the record's order
   */
  @Doc("Leaves only these fields.")
  record Keep(@Doc("The fields that stay.") @OneOrMore List<String> keep) implements StepSpec {
    /** Refuses a step that would leave nothing. */
    public Keep {
      keep = SpecRules.someOf("keep", "field", keep);
    }
  }

  /**
   * Takes fields away.
   *
   * @param remove the fields that go
   */
  @Doc("Takes fields away.")
  record Remove(@Doc("The fields that go.") @OneOrMore List<String> remove) implements StepSpec {
    /** Refuses a step without effect. */
    public Remove {
      remove = SpecRules.someOf("remove", "field", remove);
    }
  }

  /**
   * Gives fields other types; a record whose value does not fit is rejected.
   *
   * @param cast the types by field
   */
  @Doc("Gives fields other types; a record whose value does not fit fails.")
  record Cast(@Doc("The types by field.") @OneOrMore Map<String, FieldType> cast)
      implements StepSpec {
    /** Refuses a step without effect. */
    public Cast {
      cast = SpecRules.someOrdered("cast", cast);
    }
  }

  /**
   * Leaves out the records that meet a condition.
   *
   * @param drop an expression that is true or false (CEL; the record is {@code r})
   */
  @Doc("Leaves out the records that meet a condition.")
  record Drop(
      @Doc(
              "An expression that is true or false (CEL; the record is r). A field that no type is"
                  + " declared for is text in CSV: int(r.n) > 40.")
          String drop)
      implements StepSpec {
    /** Refuses an empty condition. */
    public Drop {
      SpecRules.notBlank("drop", drop);
    }
  }

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
  record Lookup(
      @Doc("The connection.") @ConnectionTo(ConnectionSpec.Jdbc.class) String in,
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
    public Lookup {
      SpecRules.notBlank("table", table);
      take = SpecRules.someOf("take", "column", take);
      SpecRules.between("batch", batch, 1, 10_000);
    }
  }

  /** What becomes of a record for which a lookup has no row. */
  enum Missing {
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
