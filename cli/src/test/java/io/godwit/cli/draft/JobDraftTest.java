package io.godwit.cli.draft;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.job.JobFile;
import io.godwit.common.model.schema.Field;
import io.godwit.common.model.schema.Knowledge;
import io.godwit.common.model.schema.Schema;
import io.godwit.common.model.schema.Type;
import io.godwit.common.spec.Job;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobDraftTest {

  private static final List<String> ODD =
      List.of("plain", "with \"quotes\"", "two\nlines", "yes", "12", "a: b #c", "{unit}");

  private static Schema schema(String... key) {
    Field id = new Field("id", new Type.Whole(32), Knowledge.DECLARED, true);
    Field name = new Field("na\nme", new Type.Chars(), Knowledge.DECLARED, false);
    return new Schema(List.of(id, name), List.of(key), true);
  }

  private static Findings found(Map<String, Schema> units, List<String> remarks, boolean declares) {
    return new Findings(
        List.copyOf(units.keySet()),
        units,
        Map.of("left\nout", "no right: \n job: other"),
        3,
        Map.of("plain", 1200L),
        remarks,
        declares);
  }

  @Test
  void whateverNamesThereAreTheFileIsReadBack() throws Exception {
    Addressed addressed = Addressed.of("jdbc:postgresql://db/shop", Optional.empty());
    JobDraft draft = new JobDraft("shop", addressed.source(), addressed.sink());
    Map<String, Schema> units = new LinkedHashMap<>();
    ODD.forEach(name -> units.put(name, schema("id")));

    String text = draft.text(found(units, List.of("mind\nthis"), true), List.of(), true);

    Job job = JobFile.parse(text, "job.yaml");
    assertThat(job.job()).isEqualTo("shop");
    assertThat(job.source().toString()).contains("two\nlines", "with \"quotes\"", "a: b #c");
    assertThat(job.sink().creates()).isTrue();
    assertThat(text)
        .contains("plain  # about 1200 records", "# look: mind this", "look: left out is left out");
  }

  @Test
  void whereTheTargetKnowsNoKeysEachUnitIsNamedWithItsOwn() throws Exception {
    Addressed addressed =
        Addressed.of("jdbc:postgresql://db/shop", Optional.of("mongodb://db/shop"));
    JobDraft draft = new JobDraft("shop", addressed.source(), addressed.sink());

    String text =
        draft.text(
            found(Map.of("a", schema("id"), "b", schema("x", "y")), List.of(), true),
            List.of(),
            true);

    Job job = JobFile.parse(text, "job.yaml");
    assertThat(job.sinks()).hasSize(2);
    assertThat(job.sinks("b")).hasSize(1);
    assertThat(job.sinks("b").getFirst().key()).containsExactly("x", "y");
  }

  @Test
  void aJobIsCalledAsWhatItReads() {
    assertThat(JobDraft.nameOf("jdbc:postgresql://db:5432/Shop_Data?user=x&password=y"))
        .isEqualTo("shop-data");
    assertThat(JobDraft.nameOf("in/Some people.csv.gz")).isEqualTo("some-people");
    assertThat(JobDraft.nameOf("mongodb://a:b@db/")).isEqualTo("migration");
    assertThat(JobDraft.nameOf("*.csv")).isEqualTo("migration");
  }
}
