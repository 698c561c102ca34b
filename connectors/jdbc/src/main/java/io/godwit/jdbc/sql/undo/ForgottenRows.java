package io.godwit.jdbc.sql.undo;

import io.godwit.common.model.value.Document;
import io.godwit.jdbc.sql.dialect.Dialect;
import io.godwit.jdbc.sql.fit.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Takes what is kept of some rows out of a table of pre-images. Who they are is asked of their keys
 * as people are told them, so all keys of the run are read once; what is deleted is found by the
 * database's own text of the key, which it makes of the same value in the same way both times.
 *
 * @param dialect of the database
 * @param images the table, for SQL
 * @param key the columns of the key, as that table has them
 * @param run its number there
 */
record ForgottenRows(Dialect dialect, String images, List<Column> key, long run) {

  private static final Set<Integer> BYTES =
      Set.of(Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB);
  private static final int FETCHED = 1000;

  /**
   * Forgets them, on a connection that commits each statement.
   *
   * @return how many rows they are of
   */
  long forget(Connection connection, Predicate<Document> isMeant, boolean dry) throws SQLException {
    // A driver that buffers a whole answer would need the memory for all keys.
    connection.setAutoCommit(false);
    Map<Document, List<Object>> meant = meant(connection, isMeant);
    connection.rollback();
    connection.setAutoCommit(true);
    if (!dry) {
      for (List<Object> one : meant.values()) {
        delete(connection, one);
      }
    }
    return meant.size();
  }

  /** Each key once: a row as it was and as it was left have the same. */
  private Map<Document, List<Object>> meant(Connection connection, Predicate<Document> isMeant)
      throws SQLException {
    ShownKey shown = new ShownKey(dialect, key);
    Map<Document, List<Object>> meant = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCHED);
      try (ResultSet row =
          statement.executeQuery(
              "select %s, %s from %s i where i.godwit_run = %d"
                  .formatted(
                      shown.selected("i"),
                      key.stream()
                          .map(column -> text("i." + column.quoted()))
                          .collect(Collectors.joining(", ")),
                      images,
                      run))) {
        while (row.next()) {
          Document one = shown.of(row, 1);
          if (isMeant.test(one)) {
            meant.put(one, texts(row));
          }
        }
      }
    }
    return meant;
  }

  private static String text(String column) {
    return "concat(" + column + ", '')";
  }

  private List<Object> texts(ResultSet row) throws SQLException {
    List<Object> texts = new ArrayList<>();
    for (int i = key.size() + 1; i <= 2 * key.size(); i++) {
      boolean bytes = BYTES.contains(row.getMetaData().getColumnType(i));
      texts.add(bytes ? row.getBytes(i) : row.getString(i));
    }
    return texts;
  }

  private void delete(Connection connection, List<Object> texts) throws SQLException {
    String same =
        key.stream()
            .map(column -> text(column.quoted()) + " = ?")
            .collect(Collectors.joining(" and "));
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from %s where godwit_run = %d and %s".formatted(images, run, same))) {
      for (int i = 0; i < texts.size(); i++) {
        switch (texts.get(i)) {
          case byte[] bytes -> delete.setBytes(i + 1, bytes);
          case Object text -> delete.setString(i + 1, text.toString());
        }
      }
      if (delete.executeUpdate() == 0) {
        throw new IllegalStateException(
            images + " keeps a row of the key " + texts + ", and none is found by it");
      }
    }
  }
}
