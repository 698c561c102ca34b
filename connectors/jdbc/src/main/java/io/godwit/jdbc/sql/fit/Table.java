package io.godwit.jdbc.sql.fit;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.text.NearestName;
import io.godwit.common.model.value.BareTexts;
import io.godwit.jdbc.sql.TableName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A table as it was when somebody looked at it: when the sink or lookup opened, or when a guard saw
 * that it has changed.
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

  /**
   * The column that a job names.
   *
   * @throws Refused where there is none of this name
   */
  public Column require(String wanted) {
    return column(wanted).orElseThrow(() -> new Refused(ErrorCode.COLUMN_MISSING, lacks(wanted)));
  }

  /**
   * Its columns that can be written, each with its type and limits: what a copy of it is made of.
   */
  public String definitions() {
    return columns.stream()
        .filter(column -> column.supply() != Column.Supply.GENERATED)
        .map(column -> column.quoted() + " " + column.type())
        .collect(Collectors.joining(", "));
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
