package io.godwit.cli.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.job.JobFile;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.schema.Field;
import io.godwit.common.model.schema.Knowledge;
import io.godwit.common.model.schema.Schema;
import io.godwit.common.model.schema.Structure;
import io.godwit.common.model.schema.Structure.Action;
import io.godwit.common.model.schema.Type;
import io.godwit.common.spec.Job;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StructureBehindStepsTest {

  private static final Structure PEOPLE =
      new Structure(
          "people",
          schema("id", "Name", "mail", "boss"),
          List.of(
              new Structure.Index("by_mail", List.of("mail"), true),
              new Structure.Index("by_both", List.of("Name", "mail"), false)),
          List.of(reference("boss", "people")),
          List.of("id"),
          List.of("odd"));

  private static final Structure ORDERS =
      new Structure(
          "orders",
          schema("id", "person"),
          List.of(),
          List.of(reference("person", "people")),
          List.of(),
          List.of());

  private static Schema schema(String... fields) {
    return new Schema(
        Arrays.stream(fields)
            .map(name -> new Field(name, new Type.Chars(), Knowledge.DECLARED, true))
            .toList(),
        List.of("id"),
        true);
  }

  private static Structure.Reference reference(String field, String to) {
    return new Structure.Reference(
        field + "_fk", List.of(field), to, List.of("id"), Action.REFUSE, Action.CASCADE);
  }

  private static List<Structure> behind(String steps, String key) {
    Job job =
        JobFile.parse(
            """
            job: made
            source: { tables: "*", in: old }
            steps: %s
            sink: { table: "{unit}", in: new, create: true%s }
            connections:
              old: { jdbc: "jdbc:postgresql://localhost/old" }
              new: { jdbc: "jdbc:postgresql://localhost/new" }
            """
                .formatted(steps, key),
            "job.yaml");
    return StructureBehindSteps.of(job, List.of(PEOPLE, ORDERS));
  }

  private static void refused(String steps, String... why) {
    assertThatThrownBy(() -> behind(steps, ""))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.code()).isEqualTo(ErrorCode.JOB_INVALID))
        .message()
        .contains(why);
  }

  @Test
  void withoutStepsAndBehindStepsThatOnlyReadAllIsAsItWas() {
    assertThat(behind("[]", "")).containsExactly(PEOPLE, ORDERS);
    assertThat(behind("[ drop: r.id == '1' ]", "")).containsExactly(PEOPLE, ORDERS);
  }

  /** All at once: the two names change places. */
  @Test
  void aFieldOfAnotherNameHasItInAllThatIsOverIt() {
    Structure people =
        behind("[ { rename: { Name: mail, mail: Name, boss: chief }, for: people } ]", "")
            .getFirst();
    assertThat(people.schema().fields())
        .extracting(Field::name)
        .containsExactly("id", "mail", "Name", "chief");
    assertThat(people.indexes())
        .containsExactly(
            new Structure.Index("by_mail", List.of("Name"), true),
            new Structure.Index("by_both", List.of("mail", "Name"), false));
    assertThat(people.references().getFirst().fields()).containsExactly("chief");
    assertThat(people.counters()).containsExactly("id");
    assertThat(people.peculiar()).containsExactly("odd");
  }

  @Test
  void withAFieldGoesWhatIsOverIt() {
    List<Structure> left = behind("[ { remove: [mail, boss], for: people } ]", "");
    assertThat(left.getFirst().indexes()).isEmpty();
    assertThat(left.getFirst().references()).isEmpty();
    assertThat(left.getLast()).isEqualTo(ORDERS);
    assertThat(behind("[ { keep: [id, mail], for: people } ]", "").getFirst().indexes())
        .containsExactly(new Structure.Index("by_mail", List.of("mail"), true));
  }

  /** The reference of another unit follows, too. */
  @Test
  void aKeyMayHaveAnotherNameWhereTheSinkNamesIt() {
    List<Structure> renamed = behind("[ { rename: { id: nr } } ]", ", key: nr");
    assertThat(renamed.getFirst().schema().key()).containsExactly("nr");
    assertThat(renamed.getFirst().counters()).containsExactly("nr");
    assertThat(renamed.getLast().references().getFirst().others()).containsExactly("nr");
    refused("[ { rename: { id: nr } } ]", "rename the field id", "name the new one by sink.key");
    refused("[ { remove: id } ]", "take away the field id of the key of people");
  }

  @Test
  void whatOnlyRecordsTellIsRefusedWithTheStepAndTheField() {
    refused("[ drop: r.id == '1', set: { x: r.Name } ]", "step 2 (set) makes x of people");
    refused("[ cast: { mail: integer } ]", "step 1 (cast) gives another type to mail");
    refused("[ flatten: { fields: mail } ]", "what only the records know of");
    refused(
        "[ { rename: { mail: Name }, for: people } ]",
        "the fields Name and mail",
        "one name, Name");
  }
}
