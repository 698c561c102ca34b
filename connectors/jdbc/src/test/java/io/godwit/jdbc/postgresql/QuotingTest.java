package io.godwit.jdbc.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No name can end its quotes; a server is asked what it makes of each. */
class QuotingTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "Mixed Case",
        "select",
        "a\"b",
        "\"",
        "\"\"",
        "x\"; drop table t; --",
        "a'b",
        "a\\b",
        "\u00e4 \ud83d\udc26"
      })
  void aNameIsTheSameNameForTheServer(String name) throws Exception {
    try (var schema =
        new TestSchema("create table t (id int primary key, " + Quoting.name(name) + " int)")) {
      schema.execute("insert into t values (1, 7)");
      assertThat(schema.rows("select " + Quoting.name(name) + " from t")).containsExactly("7");
      assertThat(
              schema.rows(
                  "select attname from pg_attribute where attrelid = 't'::regclass and attnum = 2"))
          .containsExactly(name);
    }
  }
}
