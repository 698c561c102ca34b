package io.godwit.common.spec;

import io.godwit.common.spec.notation.Doc;
import io.godwit.common.spec.notation.Nested;
import io.godwit.common.spec.rule.UnitName;
import java.util.List;
import java.util.Optional;

/**
 * Where to write. A connector brings a record of its own for each kind of sink; its first
 * component, or its {@link Nested} name, is the key that tells it apart in a job file.
 */
@Doc("Where to write.")
public interface SinkSpec {

  /** The connection that it writes over; its component is a {@link ConnectionTo}. */
  String in();

  /**
   * The columns or fields that are unique in the target; empty where the target has keys of its
   * own, and each unit is written by that of its table.
   */
  List<String> key();

  /** How a record meets what the target already holds. */
  Write write();

  /**
   * The name of what it writes to. Records of two units can meet in one row only where it is one
   * name for both; of a kind that does not say, each unit is taken to have its own.
   */
  default UnitName to() {
    return new UnitName("{unit}");
  }

  /** Whether what is missing at the target is made like the units of the source. */
  default boolean creates() {
    return false;
  }

  /** Whether something is made at the target that goes after the run. */
  default boolean makesForRun() {
    return false;
  }

  /** Whether what is written can be found again by its key, and its sink compares it. */
  default boolean isComparable() {
    return false;
  }

  /** What becomes of rows whose record is gone from the source; empty where they stay. */
  default Optional<GoneSpec> gone() {
    return Optional.empty();
  }

  /** How a record meets what the target already holds. */
  enum Write {
    /**
     * A new key is inserted, a known one overwritten. The one way of writing that may be repeated
     * after a crash without a trace; the others need a ledger in the target.
     */
    @Doc("A new key is inserted, a known one overwritten.")
    UPSERT,
    /** Every record is a new row, once; a key that is there refuses it. */
    @Doc("Every record is inserted, once, and needs no key; one that the table refuses fails.")
    INSERT,
    /** A new key is inserted, a known one left as it is. */
    @Doc("A new key is inserted; a row that is there is left as it is, and counted as unchanged.")
    INSERT_IF_ABSENT,
    /** The table is made anew beside the one that is there, and put into its place at the end. */
    @Doc(
        "A table like the one that is there is made beside it, loaded, and put into its place when"
            + " all has arrived; until then the old one stays as it is. Not if records failed,"
            + " unless failures says how many may.")
    REPLACE
  }
}
