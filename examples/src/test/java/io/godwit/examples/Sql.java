package io.godwit.examples;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Statements of a test, past Godwit. */
final class Sql {

  private Sql() {}

  /** The first column of what the statements answer, each in a transaction of its own. */
  static List<String> on(String url, String... statements) throws SQLException {
    List<String> answers = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String text : statements) {
        if (statement.execute(text)) {
          try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
              answers.add(rows.getString(1));
            }
          }
        }
      }
    }
    return answers;
  }
}
