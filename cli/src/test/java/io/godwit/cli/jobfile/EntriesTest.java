package io.godwit.cli.jobfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.job.JobFile;
import io.godwit.common.job.JobProblems;
import io.godwit.common.job.JobText;
import io.godwit.common.spec.ArrayParts;
import io.godwit.common.spec.Beside;
import io.godwit.common.spec.Job;
import io.godwit.common.spec.SinkEntry;
import io.godwit.common.spec.UnitStep;
import io.godwit.jdbc.spec.TableSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a job file says beside its steps and sinks. */
class EntriesTest {

  private static final String HEAD =
      """
      job: several
      source: { csv: "*.csv", key: id }
      steps:
        - set: { x: "1" }
          for: [a.csv, "b*"]
        - split-array: { field: tags, into: tag }
          for: c.csv
      connections:
        db: { jdbc: "jdbc:postgresql://h/d" }
        other: { jdbc: "jdbc:postgresql://h/e" }
      """;

  private static final String SEVERAL =
      HEAD
          + """
          sink:
            - table: users
              in: db
              key: user_id
              fields: { user_id: id, name: name }
              when: r.id > 1
            - table: tags
              in: db
              key: [id, n]
              each: { field: tags, take: [label, size], keep: id, position: n }
              for: "*.csv"
              fields: [id, n, label]
          """;

  private static Job job(String text) {
    return JobFile.parse(text, "job.yaml");
  }

  @Test
  void aSinkMayBeAList() {
    Job job = job(SEVERAL);

    assertThat(job.sinks()).hasSize(2);
    assertThat(job.sink()).isInstanceOf(Beside.class);
    assertThat(SinkEntry.bare(job.sink()))
        .isInstanceOfSatisfying(
            TableSpec.class, table -> assertThat(table.table()).isEqualTo("users"));
    SinkEntry.Rules users = SinkEntry.rules(job.sink()).orElseThrow();
    assertThat(users.when()).contains("r.id > 1");
    assertThat(users.fields()).contains(Map.of("user_id", "id", "name", "name"));
    SinkEntry.Rules tags = SinkEntry.rules(job.sinks().get(1)).orElseThrow();
    assertThat(tags.fields()).contains(Map.of("id", "id", "n", "n", "label", "label"));
    assertThat(tags.each().orElseThrow().made()).containsExactly("label", "size", "n");
    assertThat(tags.each().orElseThrow().empty()).isEqualTo(ArrayParts.Empty.DROP);
  }

  @Test
  void stepsAndPlacesAreForUnits() {
    Job job = job(SEVERAL);

    assertThat(job.steps("b1.csv"))
        .satisfiesExactly(
            set -> assertThat(set).isNotInstanceOf(UnitStep.class),
            split -> assertThat(split).isInstanceOf(UnitStep.PassedBy.class));
    assertThat(job.sinks("c.csv")).hasSize(2);
    assertThat(job.sinks("c.json")).hasSize(1);
  }

  @Test
  void aPrintedJobIsReadAsTheSame() {
    Job job = job(SEVERAL);

    assertThat(JobFile.parse(JobText.of(job), "printed")).isEqualTo(job);
  }

  @Test
  void onePlaceIsPrintedAsItAlwaysWas() {
    Job job = job(HEAD + "sink: { table: t, in: db, key: id }\n");

    assertThat(job.hasEntries()).isFalse();
    assertThat(JobText.of(job)).contains("sink:\n  table: t\n  in: db\n");
    assertThat(job(HEAD + "sink: [{ table: t, in: db, key: id }]\n")).isEqualTo(job);
  }

  private static List<String> problems(String sink) {
    try {
      job(HEAD + sink);
      return List.of();
    } catch (JobProblems e) {
      return List.of(e.getMessage());
    }
  }

  @Test
  void whatIsWrongIsSaidWithItsPlace() {
    assertThat(
            problems("sink: [{ table: t, in: db, key: id }, { table: u, in: other, key: id }]\n"))
        .first()
        .asString()
        .contains("over one connection");
    assertThat(problems("sink: { table: t, in: db, key: id, fields: [name] }\n"))
        .first()
        .asString()
        .contains("sink.fields", "the key id is a field of the row");
    assertThat(problems("sink: [{ table: t, in: db, key: id, wen: 'true' }]\n"))
        .first()
        .asString()
        .contains("sink[0].wen", "when");
    assertThat(problems("sink: [{ table: t, in: db, key: n, each: { field: tags, keep: id } }]\n"))
        .first()
        .asString()
        .contains("sink[0].each", "one of them is needed");
    assertThat(problems("sink: []\n")).first().asString().contains("at least one place");
    assertThatThrownBy(() -> job("sink: []\n")).isInstanceOf(JobProblems.class);
  }
}
