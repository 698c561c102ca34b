package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.embedded.EmbeddedStack;
import io.godwit.embedded.Part;
import io.godwit.testkit.env.MariaDb;
import io.godwit.testkit.env.Skip;
import io.godwit.testkit.fleet.GodwitProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration that moves eleven related tables from PostgreSQL to MariaDB. */
class SiteTest {

  /** Each with what its rows are sorted by, counted by hand in the script that makes them. */
  private static final Map<String, String> TABLES =
      Map.ofEntries(
          Map.entry("album", "album_id"),
          Map.entry("artist", "artist_id"),
          Map.entry("customer", "customer_id"),
          Map.entry("employee", "employee_id"),
          Map.entry("genre", "genre_id"),
          Map.entry("invoice", "invoice_id"),
          Map.entry("invoice_line", "invoice_line_id"),
          Map.entry("media_type", "media_type_id"),
          Map.entry("playlist", "playlist_id"),
          Map.entry("playlist_track", "playlist_id, track_id"),
          Map.entry("track", "track_id"));

  private static final int ROWS = 15_607;
  private static final int FOREIGN_KEYS = 11;

  @TempDir private Path folder;

  private static List<String> rows(String url, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      while (found.next()) {
        List<String> fields = new ArrayList<>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          fields.add(String.valueOf(found.getObject(i)));
        }
        rows.add(String.join("|", fields));
      }
    }
    return rows;
  }

  /** Twice: the second run finds all as it is to be, and makes nothing. */
  @Test
  void theTargetHoldsWhatTheSourceHoldsAndIsMadeLikeIt() throws Exception {
    Skip.unless(SiteTest.class, MariaDb.missing().isEmpty(), MariaDb.missing().orElse("it runs"));
    Path home = folder.resolve("home");
    for (int run = 0; run < 2; run++) {
      Path output = folder.resolve("output-" + run);
      List<String> command = List.of("demo", "site", "--home", home.toString(), "--json");
      try (GodwitProcess demo = GodwitProcess.start(folder, output, Map.of(), command)) {
        assertThat(demo.await(Duration.ofMinutes(5))).as(Files.readString(output)).isZero();
      }
      assertThat(Files.readString(output))
          .contains("\"balanced\":true", "\"read\":" + ROWS, "\"written\":" + ROWS);
    }
    try (EmbeddedStack stack =
        EmbeddedStack.start(home, EnumSet.of(Part.POSTGRESQL, Part.MARIADB))) {
      compare(stack.jdbcUrl() + "&currentSchema=chinook", stack.mariaDbUrl());
    }
  }

  private static void compare(String source, String target) throws SQLException {
    int rows = 0;
    for (Map.Entry<String, String> table : TABLES.entrySet()) {
      String all = "select * from " + table.getKey() + " order by " + table.getValue();
      List<String> expected = rows(source, all);
      assertThat(rows(target, all)).as(table.getKey()).isEqualTo(expected);
      rows += expected.size();
    }
    assertThat(rows).isEqualTo(ROWS);
    assertThat(
            rows(
                target,
                "select count(*) from information_schema.referential_constraints where"
                    + " constraint_schema = database()"))
        .containsExactly(Integer.toString(FOREIGN_KEYS));
    assertThat(
            rows(
                target,
                "select distinct index_name from information_schema.statistics where table_schema ="
                    + " database() and index_name like '%\\_idx' order by 1"))
        .isEqualTo(
            rows(
                source,
                "select indexname from pg_indexes where schemaname = 'chinook' and indexname like"
                    + " '%\\_idx' order by indexname collate \"C\""));
  }
}
