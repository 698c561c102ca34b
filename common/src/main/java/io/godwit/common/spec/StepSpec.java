package io.godwit.common.spec;

import io.godwit.common.model.FieldType;
import java.util.List;
import java.util.Map;

/** What to do with each record. A field operation on a field that a record lacks does nothing. */
public sealed interface StepSpec {

  /**
   * Computes fields by expressions (CEL; the record is {@code r}).
   *
   * @param set the expressions by field, computed in this order, each over the results before it
   */
  record Set(Map<String, String> set) implements StepSpec {
    /** Refuses a step without effect. */
    public Set {
      notEmpty("set", set.isEmpty());
    }
  }

  /**
   * Gives fields other names.
   *
   * @param rename the new names by the old ones
   */
  record Rename(Map<String, String> rename) implements StepSpec {
    /** Refuses a step without effect. */
    public Rename {
      notEmpty("rename", rename.isEmpty());
    }
  }

  /**
   * Leaves only these fields.
   *
   * @param keep the fields that stay, in the record's order
   */
  record Keep(List<String> keep) implements StepSpec {
    /** Refuses a step that would leave nothing. */
    public Keep {
      keep = Rules.someOf("keep", "field", keep);
    }
  }

  /**
   * Takes fields away.
   *
   * @param remove the fields that go
   */
  record Remove(List<String> remove) implements StepSpec {
    /** Refuses a step without effect. */
    public Remove {
      remove = Rules.someOf("remove", "field", remove);
    }
  }

  /**
   * Gives fields other types; a record whose value does not fit is rejected.
   *
   * @param cast the types by field
   */
  record Cast(Map<String, FieldType> cast) implements StepSpec {
    /** Refuses a step without effect. */
    public Cast {
      notEmpty("cast", cast.isEmpty());
    }
  }

  /**
   * Leaves out the records that meet a condition.
   *
   * @param drop an expression that is true or false (CEL; the record is {@code r})
   */
  record Drop(String drop) implements StepSpec {
    /** Refuses an empty condition. */
    public Drop {
      notEmpty("drop", drop.isBlank());
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
  record Lookup(
      String in,
      String table,
      String by,
      String column,
      List<String> take,
      Missing missing,
      int batch)
      implements StepSpec {
    /** Refuses a lookup that takes nothing. */
    public Lookup {
      take = Rules.someOf("take", "column", take);
      if (batch < 1 || batch > 10_000) {
        throw new IllegalArgumentException("batch lies between 1 and 10000");
      }
    }
  }

  /** What becomes of a record for which a lookup has no row. */
  enum Missing {
    /** It fails. */
    REJECT,
    /** It is left out on purpose. */
    DROP,
    /** It goes on with nulls. */
    NULL
  }

  private static void notEmpty(String name, boolean empty) {
    if (empty) {
      throw new IllegalArgumentException(name + " is not empty");
    }
  }
}
