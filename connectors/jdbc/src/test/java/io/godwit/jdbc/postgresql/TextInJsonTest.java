package io.godwit.jdbc.postgresql;

import static io.godwit.jdbc.postgresql.TestSchema.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.Outcome;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A text that is known to be one is never read as something else that it may spell. */
class TextInJsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "123",
        "null",
        "true",
        "{\"a\":1}",
        "[1,2]",
        "1e2",
        "plain words",
        "",
        " ",
        "\"",
        "\\",
        "\"quoted\"",
        "a\tb\nc",
        "\u00e9\ud83d\udc26",
        "NaN",
        "{1,2}",
        "\\x41"
      })
  void aKnownTextIsAJsonString(String text) throws Exception {
    try (var schema =
            new TestSchema(
                "create table t (id int primary key, j json, b jsonb, js json[], bs jsonb[])");
        var sink = schema.sink("t", "id")) {
      Value list = new Value.Array(List.of(new Value.Text(text)));

      assertThat(sink.write(List.of(record("id", 1, "j", text, "b", text, "js", list, "bs", list))))
          .containsExactly(Outcome.Written.WRITTEN);

      for (String column : List.of("j", "b", "js[1]", "bs[1]")) {
        assertThat(
                schema.rows(
                    "select jsonb_typeof(v), v #>> '{}' from (select ("
                        + column
                        + ")::jsonb as v"
                        + " from t) as x"))
            .as(column)
            .containsExactly("string|" + text);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"123, number", "null, null", "true, boolean", "'{\"a\":1}', object", "1e2, number"})
  void bareTextIsReadAsJson(String text, String type) throws Exception {
    try (var schema = new TestSchema("create table t (id int primary key, j json, b jsonb)");
        var sink = schema.bareSink("t", "id")) {
      assertThat(sink.write(List.of(record("id", 1, "j", text, "b", text))))
          .containsExactly(Outcome.Written.WRITTEN);

      assertThat(schema.rows("select json_typeof(j), jsonb_typeof(b) from t"))
          .containsExactly(type + "|" + type);
    }
  }

  @Test
  void textsInsideOfDocumentsAreStringsWhateverTheFieldIs() throws Exception {
    Value inner =
        new Value.Nested(
            Document.of("a", new Value.Text("1"))
                .with("l", new Value.Array(List.of(new Value.Text("null")))));
    try (var schema = new TestSchema("create table t (id int primary key, b jsonb)");
        var sink = schema.bareSink("t", "id")) {
      assertThat(sink.write(List.of(record("id", 1, "b", inner))))
          .containsExactly(Outcome.Written.WRITTEN);

      assertThat(schema.rows("select b from t"))
          .containsExactly("{\"a\": \"1\", \"l\": [\"null\"]}");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'int4[]', '{1,2}'",
    "'text[]', '{a,b}'",
    "'jsonb[]', '{1}'",
    "bytea, hello",
    "bytea, \\101",
    "bytea, \\x4",
    "bytea, aGVsbG8="
  })
  void aKnownTextIsNeitherAnArrayNorBytes(String type, String text) throws Exception {
    try (var schema = new TestSchema("create table t (id int primary key, v " + type + ")");
        var sink = schema.sink("t", "id")) {
      assertThat(sink.write(List.of(record("id", 1, "v", text))))
          .hasOnlyElementsOfType(Outcome.Failed.class);
    }
  }

  /** A JSON source has no other way to say these, and the column no way to hold a text. */
  @ParameterizedTest
  @CsvSource({
    "int8, 9007199254740993, 9007199254740993",
    "'numeric(20,2)', 12345678901234567.25, 12345678901234567.25",
    "float8, infinity, Infinity",
    "bool, t, t",
    "date, 2024-01-02, 2024-01-02",
    "uuid, A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11, a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
    "bytea, \\x4142, \\x4142",
    "int4range, '[1,3]', '[1,4)'",
    "inet, 10.0.0.1, 10.0.0.1",
    "mood, sad, sad"
  })
  void whatTheColumnCannotHoldAsATextIsReadByIt(String type, String text, String shown)
      throws Exception {
    try (var schema = new TestSchema()) {
      schema.execute("create type mood as enum ('sad', 'glad')");
      schema.execute("create table t (id int primary key, v " + type + ")");
      try (var sink = schema.sink("t", "id")) {
        assertThat(sink.write(List.of(record("id", 1, "v", text))))
            .containsExactly(Outcome.Written.WRITTEN);
      }
      assertThat(schema.rows("select v from t")).containsExactly(shown);
    }
  }
}
