package io.godwit.jdbc.sql.relation;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.text.NearestName;
import java.util.List;
import java.util.Optional;

/**
 * What can be read: a table, a view or the answer of a query, as it was when somebody looked.
 *
 * @param name how messages call it
 * @param quoted what stands behind {@code from}
 * @param identity changes where another one has taken its name; empty where the database does not
 *     tell, and for queries
 * @param columns all, in their order; their names are distinct
 * @param keys sets of columns in each of which no two rows agree and none is null, each in the
 *     order of its index, the best one first; empty where nothing is known to be unique
 * @param place a column that is not among the others and says where a row lies, so that rows
 *     without a key can be read from a place on; empty where there is none
 */
public record Relation(
    String name,
    String quoted,
    String identity,
    List<RelationColumn> columns,
    List<List<String>> keys,
    Optional<RelationColumn> place) {

  /** Takes unmodifiable copies. */
  public Relation {
    columns = List.copyOf(columns);
    keys = keys.stream().map(List::copyOf).toList();
  }

  /** The names of all columns, in their order. */
  public List<String> names() {
    return columns.stream().map(RelationColumn::name).toList();
  }

  /**
   * The columns of names, in the order of the names.
   *
   * @throws Refused where there is none of a name
   */
  public List<RelationColumn> require(List<String> wanted) {
    return wanted.stream().map(name -> require(name, "key")).toList();
  }

  /**
   * The column of a name.
   *
   * @param purpose what the job wants it for, as the source's key of the job file is called
   * @throws Refused where there is none of the name
   */
  public RelationColumn require(String wanted, String purpose) {
    return columns.stream()
        .filter(column -> column.name().equals(wanted))
        .findFirst()
        .orElseThrow(() ->
            new Refused(
                ErrorCode.SOURCE_FIELD_UNKNOWN,
                name
                    + " has no column '"
                    + wanted
                    + "' for the source's "
                    + purpose
                    + NearestName.hint(wanted, names())));
  }
}
