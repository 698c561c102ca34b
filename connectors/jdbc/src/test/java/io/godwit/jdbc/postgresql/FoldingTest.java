package io.godwit.jdbc.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.folding.Folding;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.jdbc.postgresql.wire.CopyBuffer;
import io.godwit.jdbc.postgresql.wire.TextWriter;
import io.godwit.jdbc.sql.TableName;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.KeyRule;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What PostgreSQL takes for one key has one fold, whatever the column is. */
class FoldingTest {

  private static final long SEED = seed();

  private static final String COLLATIONS =
      """
      create extension citext;
      create collation level1
        (provider = icu, locale = 'und-u-ks-level1', deterministic = false);
      create collation level2
        (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
      create collation level3
        (provider = icu, locale = 'und', deterministic = false);
      create collation german
        (provider = icu, locale = 'de-u-ks-level1', deterministic = false);
      """;

  private static long seed() {
    long seed = Boolean.getBoolean("godwit.long") ? new Random().nextLong() : 20260407;
    return Long.getLong("godwit.seed", seed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bool",
        "int2",
        "int4",
        "int8",
        "oid",
        "numeric",
        "numeric(30,4)",
        "float8",
        "text",
        "varchar(60)",
        "char(60)",
        "bytea",
        "date",
        "time",
        "timestamp",
        "timestamptz",
        "uuid",
        "citext",
        "text collate level1",
        "text collate level2",
        "text collate level3",
        "text collate german"
      })
  void whatIsEqualThereIsTogetherHere(String type) throws Exception {
    List<List<String>> groups = groups(type, Spellings.of(new Random(SEED)));

    // One that took no two spellings for one would show nothing.
    int most = groups.stream().mapToInt(List::size).max().orElse(0);
    assertThat(most).isGreaterThan(type.matches("text|varchar.*") ? 0 : 1);
    assertTogether(type, groups);
  }

  /** Every letter in use of the alphabets of Europe, and the forms that Unicode has for them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "citext",
        "text collate level1",
        "text collate level2",
        "text collate level3",
        "text collate german"
      })
  void charactersThatACollationFindsEqualAreTogether(String type) throws Exception {
    List<String> characters =
        Stream.concat(
                IntStream.of(0x1, 0x1e00, 0x1f00, 0x2000, 0x3040, 0xfb00, 0xff00)
                    .flatMap(from ->
                        IntStream.range(
                            from, from + (from == 1 ? 0x46f : from < 0x2000 ? 0x100 : 0x70)))
                    .mapToObj(Character::toString),
                Stream.of("ss", "ae", "oe", "fi", "th", "aa", "ij", "dz", "lj", "nj", "ng"))
            .map(c -> "p" + c + "q")
            .toList();

    assertTogether(type, groups(type, characters));
  }

  /** A sink of texts writes any value as its text. */
  @Test
  void aValueIsTogetherWithItsText() {
    List<Value> values = Values.ordinary();
    for (Value value : values) {
      switch (value) {
        case Value.Binary ignored -> {}
        case Value.Array ignored -> {}
        case Value.Nested ignored -> {}
        case Value.Null ignored -> {}
        default ->
            assertThat(Folding.of(value))
                .as("%s", value)
                .isEqualTo(Folding.of(new Value.Text(Key.display(value))));
      }
    }
  }

  @Test
  void differentKeysAreMostlyApart() {
    List<Long> hashes = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      hashes.add(Folding.of(new Value.Int64(i)));
      hashes.add(Folding.of(new Value.Text("name-" + i)));
      hashes.add(Folding.of(new Value.Text("2025040512300000000000" + i)));
    }
    assertThat(hashes.stream().distinct().count()).isEqualTo(30_000);
    int[] partitions = new int[24];
    hashes.forEach(hash -> partitions[(int) Long.remainderUnsigned(hash, 24)]++);
    assertThat(IntStream.of(partitions).min().orElseThrow()).isGreaterThan(1000);
  }

  private static void assertTogether(String type, List<List<String>> groups) {
    List<String> apart =
        groups.stream()
            .map(FoldingTest::oneOfEachFold)
            .filter(folds -> folds.size() > 1)
            .map(FoldingTest::escaped)
            .toList();
    assertThat(apart).as("%s, seed %d", type, SEED).isEmpty();
  }

  private static Collection<String> oneOfEachFold(List<String> group) {
    Map<Long, String> folds = new LinkedHashMap<>();
    group.forEach(text -> folds.put(Folding.of(new Value.Text(text)), text));
    return folds.values();
  }

  private static String escaped(Collection<String> texts) {
    return texts.stream()
        .map(text ->
            text.chars()
                .mapToObj(
                    c -> c > ' ' && c < 127 ? Character.toString(c) : String.format("\\u%04x", c))
                .collect(Collectors.joining()))
        .collect(Collectors.joining(" = "));
  }

  /** The texts that a key column takes, those that it takes for one in one list. */
  private static List<List<String>> groups(String type, List<String> texts) throws Exception {
    String bare = type.replaceFirst(" collate.*", "");
    try (TestSchema schema = new TestSchema(COLLATIONS);
        Connection connection =
            DriverManager.getConnection(schema.url() + "&user=postgres&options=-c%20timezone=UTC");
        Statement statement = connection.createStatement()) {
      schema.execute("create table spellings (s text, v " + type + ")");
      Column column =
          new Catalog()
              .table(connection, TableName.parse("spellings"))
              .reading(BareTexts.allBut(Set.of()))
              .column("v")
              .orElseThrow();
      Object[] taken =
          texts.stream()
              .filter(text -> KeyRule.problem(new Value.Text(text), column).isEmpty())
              .filter(text -> TextWriter.text(text, column, new CopyBuffer()).isEmpty())
              .toArray();
      try (PreparedStatement fill =
          connection.prepareStatement(
              "insert into spellings select s, s::"
                  + bare
                  + " from unnest(?::text[]) as u(s)"
                  + " where pg_input_is_valid(s, '"
                  + bare
                  + "')")) {
        fill.setArray(1, connection.createArrayOf("text", taken));
        fill.execute();
      }
      List<List<String>> groups = new ArrayList<>();
      try (ResultSet rows =
          statement.executeQuery("select array_agg(s) from spellings group by v")) {
        while (rows.next()) {
          groups.add(List.of((String[]) rows.getArray(1).getArray()));
        }
      }
      return groups;
    }
  }
}
