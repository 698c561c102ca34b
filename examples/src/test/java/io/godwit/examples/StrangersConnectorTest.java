package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.job.JobFile;
import io.godwit.common.job.JobProblems;
import io.godwit.common.job.JobText;
import io.godwit.common.job.page.JobReference;
import io.godwit.common.job.page.JobSchema;
import io.godwit.common.job.shape.Kinds;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.spec.Job;
import io.godwit.common.spi.SourceConnector;
import io.godwit.files.FilesConnector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stranger's kinds are kinds like ours: their keys, errors, page, schema and printed text. */
class StrangersConnectorTest {

  @TempDir private static Path folder;

  private static Kinds kinds;

  @BeforeAll
  static void build() throws IOException {
    kinds = StrangersJar.build(folder).kinds();
  }

  private static Job parse(String text) {
    return JobFile.parse(text, "job.yaml", kinds);
  }

  private static String job() throws IOException {
    return Files.readString(StrangersJar.SOURCE.resolve("job.yaml"));
  }

  @Test
  void itsJobIsReadAndPrinted() throws IOException {
    Job job = parse(job());
    assertThat(job.source().getClass().getName()).isEqualTo("shelf.PagesSpec");
    assertThat(job.steps().getFirst().getClass().getName()).isEqualTo("shelf.StampSpec");
    String text = JobText.of(job, kinds);
    assertThat(text).contains("source:\n  pages: 2500\n  key: [page]\n", "- stamp: seal\n");
    assertThat(parse(text)).isEqualTo(job);
  }

  @Test
  void itsPageAndSchemaFollow() {
    assertThat(JobReference.text(kinds))
        .contains("### `source` with `pages`", "Numbered pages.", "`steps[]` with `stamp`")
        .contains("`sink[]` with `box`", "`connections.<name>` with `shelf`", "1 to 1000000");
    assertThat(JobSchema.text(kinds)).contains("\"pages\"", "\"stamp\"", "\"box\"", "\"shelf\"");
    assertThat(JobReference.text()).doesNotContain("with `stamp`");
  }

  @Test
  void itsMistakesAreFoundLikeOurs() throws IOException {
    wrong("pages: 2500", "pagse: 2500", "did you mean 'pages'?");
    wrong("pages: 2500", "pages: 0", "pages lies between 1 and 1000000");
    wrong("box: letters", "box: letters, colour: red", "colour");
    wrong("box: letters", "box: letters, write: insert", "write is upsert where the sink is a box");
    wrong("shelf: \"${env:SHELF:-/tmp/books}\"", "shelf: books", "the address starts with /");
    wrong("in: books", "in: boks", "did you mean 'books'?");
    wrong(
        "shelf: \"${env:SHELF:-/tmp/books}\"",
        "jdbc: \"jdbc:postgresql://h/d\"",
        "a shelf connection is needed, and this one is jdbc");
    wrong("stamp: seal", "remove: page", "no such field reaches the sink: steps[0] takes it away");
    wrong("key: page", "key: pag", "no such field reaches the sink");
  }

  private static void wrong(String right, String wrong, String message) throws IOException {
    assertThat(job()).contains(right);
    assertThatThrownBy(() -> parse(job().replace(right, wrong)))
        .isInstanceOf(JobProblems.class)
        .hasMessageContaining(message);
  }

  @Test
  void twoThatBringOneKeyAreRefused() {
    List<SourceConnector> twice = List.of(new FilesConnector(), new FilesConnector());
    assertThatThrownBy(() -> Kinds.of(twice, List.of(), List.of(), List.of()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("bring the key 'csv': io.godwit.files.spec.CsvSpec and");
  }
}
