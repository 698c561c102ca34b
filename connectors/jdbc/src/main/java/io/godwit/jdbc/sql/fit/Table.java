package io.godwit.jdbc.sql.fit;

import io.godwit.common.model.BareTexts;
import io.godwit.common.model.NearestName;
import io.godwit.jdbc.sql.TableName;
import java.util.List;
import java.util.Optional;

/**
 * A table as it was when the sink or lookup opened. A change of the table while a run is on its way
 * is seen when the worker starts again.
 *
 * @param number its number in the catalogue; 0 where the database gives it none
 * @param name as the job file has it
 * @param quoted its name for SQL, with its schema
 * @param columns all, in their order
 * @param deferring whether it has constraints that wait for the commit unless told otherwise
 * @param plain whether a bulk path straight into it does what an insert would: no view, no trigger,
 *     rule or policy
 */
public record Table(
    long number,
    TableName name,
    String quoted,
    List<Column> columns,
    boolean deferring,
    boolean plain) {

  /** The same for records of which these fields hold bare text. */
  public Table reading(BareTexts bare) {
    List<Column> reading =
        columns.stream().map(column -> column.reading(bare.has(column.name()))).toList();
    return new Table(number, name, quoted, reading, deferring, plain);
  }

  /** The column of a name. */
  public Optional<Column> column(String wanted) {
    return columns.stream().filter(column -> column.name().equals(wanted)).findFirst();
  }

  /** The message for a name that is no column, with the nearest one that is. */
  public String lacks(String wanted) {
    return "table "
        + name
        + " has no column '"
        + wanted
        + "'"
        + NearestName.hint(wanted, columns.stream().map(Column::name).toList());
  }
}
