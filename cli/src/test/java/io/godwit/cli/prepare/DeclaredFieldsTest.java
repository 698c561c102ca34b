package io.godwit.cli.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.job.JobFile;
import io.godwit.common.model.schema.Field;
import io.godwit.common.model.schema.Knowledge;
import io.godwit.common.model.schema.Schema;
import io.godwit.common.model.schema.Type;
import io.godwit.common.spec.Job;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DeclaredFieldsTest {

  private static final Schema PEOPLE =
      new Schema(
          List.of(
              field("id", new Type.Whole(64), Knowledge.DECLARED),
              field("name", new Type.Chars(OptionalInt.of(40)), Knowledge.DECLARED),
              field("marks", new Type.ArrayOf(new Type.Chars()), Knowledge.NATIVE),
              field("raw", new Type.Exact(), Knowledge.BARE)),
          List.of("id"),
          true);

  private static Field field(String name, Type type, Knowledge known) {
    return new Field(name, type, known, false);
  }

  private static List<String> behind(String steps, String rules, boolean bounded) {
    Job job =
        JobFile.parse(
            """
            job: declared
            source: { tables: people, in: old }
            steps: %s
            sink: [ { table: people, in: new, key: id%s } ]
            connections:
              old: { jdbc: "jdbc:postgresql://localhost/old" }
              new: { jdbc: "jdbc:postgresql://localhost/new" }
            """
                .formatted(steps, rules),
            "job.yaml");
    return DeclaredFields.of(PEOPLE, bounded, job.steps("people")).in(job.sink()).stream()
        .map(field -> field.name() + " " + field.type().text())
        .toList();
  }

  @Test
  void whatADatabaseDeclaresIsKnownWithItsBounds() {
    assertThat(behind("[]", "", true))
        .containsExactly("id integer", "name text(40)", "marks array of text", "raw decimal");
  }

  /** A job file's words hold any size: the smallest is sure. Bare text is nothing yet. */
  @Test
  void whatAJobFileDeclaresIsKnownByItsKind() {
    assertThat(behind("[]", "", false)).containsExactly("id int32", "name text(1)");
  }

  @Test
  void stepsThatMakeOrRetypeLeaveNothingKnown() {
    String steps =
        "[ { rename: { name: id, id: name } }, { set: { id: \"'x'\" } }, { cast: { name: text } }"
            + " ]";
    assertThat(behind(steps, "", true)).containsExactly("marks array of text", "raw decimal");
    assertThat(behind("[ { remove: [marks] }, { keep: [raw, id] } ]", "", true))
        .containsExactly("id integer", "raw decimal");
  }

  @Test
  void aPlaceHasItsOwnNamesAndAPartNoneOfItsArray() {
    assertThat(behind("[]", ", fields: { id: id, key: id, label: name }", true))
        .containsExactly("id integer", "key integer", "label text(40)");
    assertThat(behind("[]", ", each: { field: marks, into: raw, keep: [id] }", true))
        .containsExactly("id integer");
  }
}
