package io.godwit.jdbc.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.folding.Folding;
import io.godwit.common.model.value.Value;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What MariaDB takes for one key by a known collation has one fold. */
class MysqlFoldingTest {

  /** Every letter in use of the alphabets of Europe, and the forms that Unicode has for them. */
  private static final List<String> TEXTS =
      Stream.concat(
              IntStream.of(0x1, 0x1e00, 0x1f00, 0x2000, 0x3040, 0xfb00, 0xff00, 0x1f400)
                  .flatMap(from ->
                      IntStream.range(
                          from, from + (from == 1 ? 0x46f : from < 0x2000 ? 0x100 : 0x70)))
                  .mapToObj(Character::toString),
              Stream.of("ss", "ae", "oe", "fi", "th", "aa", "ij", "dz", "lj", "nj", "ng", " ", ""))
          .flatMap(c -> Stream.of("p" + c + "q", "p" + c))
          .toList();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "utf8mb4_bin",
        "utf8mb4_nopad_bin",
        "utf8mb4_uca1400_ai_ci",
        "utf8mb4_uca1400_as_ci",
        "utf8mb4_uca1400_as_cs",
        "utf8mb4_uca1400_ai_cs",
        "utf8mb4_uca1400_nopad_ai_ci"
      })
  void whatAKnownCollationFindsEqualIsTogether(String collation) throws Exception {
    assertThat(apart(collation)).isEmpty();
  }

  /** Why these are not known: they find equal what no folding puts together. */
  @ParameterizedTest
  @ValueSource(strings = {"utf8mb4_general_ci", "utf8mb4_unicode_ci"})
  void anOldCollationFindsMoreEqualThanIsFolded(String collation) throws Exception {
    assertThat(apart(collation)).isNotEmpty();
  }

  /** Texts that are one key there and have several folds here, those of one key joined. */
  private static List<String> apart(String collation) throws Exception {
    try (TestDatabase database =
            new TestDatabase(
                "create table t (n int primary key, k varchar(9) collate " + collation + ")");
        Connection connection = TestDatabase.connect()) {
      connection.setCatalog(database.name());
      fill(connection);
      return folds(connection).stream()
          .filter(texts -> texts.stream().map(MysqlFoldingTest::fold).distinct().count() > 1)
          .map(texts ->
              texts.stream().map(MysqlFoldingTest::escaped).collect(Collectors.joining("=")))
          .toList();
    }
  }

  private static long fold(String text) {
    return Folding.of(new Value.Text(text));
  }

  private static void fill(Connection connection) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement("insert into t values (?, ?)")) {
      for (int i = 0; i < TEXTS.size(); i++) {
        insert.setInt(1, i);
        insert.setString(2, TEXTS.get(i));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static List<List<String>> folds(Connection connection) throws SQLException {
    Map<Integer, List<String>> groups = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select n, dense_rank() over (order by k) from t")) {
      while (rows.next()) {
        groups
            .computeIfAbsent(rows.getInt(2), ignored -> new ArrayList<>())
            .add(TEXTS.get(rows.getInt(1)));
      }
    }
    assertThat(groups.size()).isGreaterThan(500);
    return List.copyOf(groups.values());
  }

  private static String escaped(String text) {
    return text.codePoints()
        .mapToObj(c -> c > ' ' && c < 127 ? Character.toString(c) : String.format("\\u%04x", c))
        .collect(Collectors.joining());
  }
}
