package io.godwit.jdbc.sql.fit;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.schema.Field;
import io.godwit.common.model.value.BareTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which fields a table has a place for.
 *
 * @param table the target
 * @param key the columns of the sink's key, in the order of the job file
 */
public record FieldRules(Table table, List<Column> key) {

  /** The same for records of which these fields hold bare text. */
  public FieldRules reading(BareTexts bare) {
    Table reading = table.reading(bare);
    return new FieldRules(reading, keyNames().stream().map(reading::require).toList());
  }

  /** The names of the key's columns. */
  public List<String> keyNames() {
    return key.stream().map(Column::name).toList();
  }

  /** Why a field cannot be written; empty where it can. */
  public Optional<Refused> refusal(String field) {
    Optional<Column> column = table.column(field);
    return column.isEmpty()
        ? Optional.of(new Refused(ErrorCode.COLUMN_MISSING, table.lacks(field)))
        : problem(column.get())
            .map(problem ->
                new Refused(
                    ErrorCode.COLUMN_UNSUPPORTED,
                    column.get().described() + " of table " + table.name() + " " + problem));
  }

  private Optional<String> problem(Column column) {
    if (column.kind() == ColumnKind.CUTTING) {
      return Optional.of("has a type that cuts what is too long without a word");
    }
    return switch (column.supply()) {
      case NOTHING, DEFAULT -> Optional.empty();
      case GENERATED -> Optional.of("is computed by the database and cannot be written");
      case CLOSED ->
          Optional.of(
              "has a type into which nothing is known to go as it is: take the field out by a"
                  + " remove step, or make the column one of characters");
      case IDENTITY_ALWAYS ->
          key.contains(column)
              ? Optional.empty()
              : Optional.of(
                  "is generated always as identity: only as the sink's key can it be written");
    };
  }

  /**
   * What of the columns may keep rows from going in, a sentence each.
   *
   * @param declared the fields of which it is known what they hold
   * @param all the names of all fields; empty where rows differ
   */
  public List<String> cautions(List<Field> declared, Optional<Set<String>> all) {
    List<String> cautions = new ArrayList<>();
    for (Field field : declared) {
      Optional<Column> column = table.column(field.name());
      if (column.isPresent()) {
        String lead = "records have " + field.type().text() + " in " + field.name() + ", and ";
        DeclaredFit.problem(field.type(), column.get())
            .ifPresent(problem -> cautions.add(lead + problem.message()));
        if (column.get().required() && !field.required()) {
          cautions.add(
              "%s of table %s must not be null, and at the source it may be"
                  .formatted(column.get().described(), table.name()));
        }
      }
    }
    for (Column column : table.columns()) {
      if (all.isPresent()
          && column.required()
          && column.supply() == Column.Supply.NOTHING
          && !all.get().contains(column.name())) {
        cautions.add(
            "%s of table %s must not be null and has no default, and no record has a field for it:"
                    .formatted(column.described(), table.name())
                + " each fails; give it one by the step set");
      }
    }
    return cautions;
  }

  /** Refuses fields that cannot be written, and fields without which no record has a key. */
  public void check(Set<String> fields) {
    for (String field : fields) {
      Optional<Refused> refusal = refusal(field);
      if (refusal.isPresent()) {
        throw refusal.get();
      }
    }
    for (Column column : key) {
      if (!fields.contains(column.name())) {
        throw new Refused(
            ErrorCode.SOURCE_FIELD_UNKNOWN,
            "the sink's key names '" + column.name() + "', which is no field of the records");
      }
    }
  }
}
