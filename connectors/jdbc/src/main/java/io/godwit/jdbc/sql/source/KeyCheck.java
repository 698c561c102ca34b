package io.godwit.jdbc.sql.source;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.text.Excerpt;
import io.godwit.jdbc.sql.relation.RelationColumn;
import io.godwit.jdbc.sql.relation.Selection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a key that the job gives identifies rows, where the catalogue does not say so. */
final class KeyCheck {

  private static final int SHOWN = 200;

  private KeyCheck() {}

  /**
   * Looks through all rows of a unit.
   *
   * @throws Refused with an example, where two rows have one key, or one has none
   */
  static void require(Connection connection, SourceUnit unit) throws SQLException {
    Selection selection = unit.selection();
    List<RelationColumn> key = unit.relation().require(unit.key());
    String columns = Selection.list(key);
    String from = " from " + unit.relation().quoted();
    List<String> missing =
        key.stream().map(column -> column.column().quoted() + " is null").toList();
    first(
            connection,
            "select "
                + columns
                + from
                + selection.where(List.of("(" + String.join(" or ", missing) + ")")),
            key)
        .ifPresent(example -> {
          throw refused(unit, "is null in a row: " + example);
        });
    first(
            connection,
            "select "
                + columns
                + from
                + selection.where(List.of())
                + " group by "
                + columns
                + " having count(*) > 1",
            key)
        .ifPresent(example -> {
          throw refused(unit, "has more than one row for " + example);
        });
  }

  private static Refused refused(SourceUnit unit, String problem) {
    return new Refused(
        ErrorCode.SOURCE_KEY,
        unit.relation().name() + ": the key " + String.join(", ", unit.key()) + " " + problem);
  }

  private static Optional<String> first(
      Connection connection, String statement, List<RelationColumn> key) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(statement)) {
      query.setMaxRows(1);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        List<String> example = new ArrayList<>();
        for (int i = 0; i < key.size(); i++) {
          example.add(key.get(i).name() + " = " + row.getString(i + 1));
        }
        return Optional.of(Excerpt.of(String.join(", ", example), SHOWN));
      }
    }
  }
}
