package io.godwit.common.model.schema;

import io.godwit.common.model.Origin;
import java.util.List;

/**
 * What a unit is made of at its source, beyond its records: what a target needs to make one like
 * it.
 *
 * @param unit as {@link Origin#unit()} spells it
 * @param schema its fields, and its key
 * @param indexes beside the key's
 * @param references of its rows to those of other units, or of its own
 * @param counters the fields to which the source gives the next number itself
 * @param peculiar the names of indexes that are none of fields alone, or not over all rows, and so
 *     are not told here
 */
public record Structure(
    String unit,
    Schema schema,
    List<Index> indexes,
    List<Reference> references,
    List<String> counters,
    List<String> peculiar) {

  /** Takes unmodifiable copies. */
  public Structure {
    indexes = List.copyOf(indexes);
    references = List.copyOf(references);
    counters = List.copyOf(counters);
    peculiar = List.copyOf(peculiar);
  }

  /**
   * An index.
   *
   * @param name its name at the source
   * @param fields in its order
   * @param unique whether no two rows agree in all of them
   */
  public record Index(String name, List<String> fields, boolean unique) {

    /** Takes an unmodifiable copy. */
    public Index {
      fields = List.copyOf(fields);
    }
  }

  /**
   * A foreign key.
   *
   * @param name its name at the source
   * @param fields of this unit
   * @param to the unit that they refer to
   * @param others the fields there, in the same order
   * @param onDelete what becomes of a row when the one that it refers to is deleted
   * @param onUpdate the same when that one's key is changed
   */
  public record Reference(
      String name,
      List<String> fields,
      String to,
      List<String> others,
      Action onDelete,
      Action onUpdate) {

    /** Takes unmodifiable copies. */
    public Reference {
      fields = List.copyOf(fields);
      others = List.copyOf(others);
    }
  }

  /** What a database does to rows that refer to one which goes. */
  public enum Action {
    /** It refuses that. */
    REFUSE,
    /** They go, too, or take the new key. */
    CASCADE,
    /** They refer to nothing. */
    SET_NULL
  }
}
