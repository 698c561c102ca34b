package io.godwit.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.job.Connectors;
import io.godwit.common.job.JobFile;
import io.godwit.common.job.JobProblems;
import io.godwit.common.model.Plan;
import io.godwit.common.model.Position;
import io.godwit.common.model.Reading;
import io.godwit.common.model.Split;
import io.godwit.common.select.SelectedSource;
import io.godwit.common.spec.ChosenSource;
import io.godwit.common.spec.SourceSpec;
import io.godwit.common.spi.AroundSource;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SplitReader;
import io.godwit.common.wire.cbor.RowEncoder;
import io.godwit.files.bytes.FileSource;
import io.godwit.files.spec.CsvSpec;
import io.godwit.testkit.contract.PlainConnections;
import io.godwit.testkit.contract.SourceContract;
import io.godwit.testkit.contract.SourceGround;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a source is moved, with files as the source. */
class SelectedFilesTest {

  private static final int ROWS = 400;

  @TempDir private static Path folder;

  private static String job(String rules) {
    return """
    job: test
    source:
      csv: ['[ab].csv', bad.csv]
      key: id
      split: 500B
    %s
    sink: { table: t, in: db, key: [id] }
    connections: { db: { jdbc: 'embedded:postgresql' } }
    """
        .formatted(rules.indent(2).stripTrailing());
  }

  private static SourceSpec spec(String rules) {
    return JobFile.parse(job(rules), "test.yaml").source();
  }

  private static Source source(String rules) throws Exception {
    return Connectors.source(
        spec(rules), new Opening(PlainConnections.none(), folder, RowEncoder::new));
  }

  @BeforeEach
  void files() throws IOException {
    for (String name : List.of("a", "b")) {
      Files.writeString(
          folder.resolve(name + ".csv"),
          IntStream.range(0, ROWS)
              .mapToObj(i -> name + i + "\n")
              .collect(Collectors.joining("", "id\n", "")));
    }
    Files.writeString(folder.resolve("bad.csv"), "id\na,b\nc,d\ne,f\n");
  }

  private record Ground(String rules, int records, int unreadable) implements SourceGround {
    @Override
    public Source open() {
      try {
        return source(rules);
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void change() throws IOException {
      Files.writeString(folder.resolve("a.csv"), "\n", StandardOpenOption.APPEND);
    }

    @Override
    public void close() {}
  }

  @Nested
  class Limited implements SourceContract {
    @Override
    public SourceGround ground() {
      return new Ground("limit: 173", 2 * 173 + 3, 3);
    }
  }

  @Nested
  class Reversed implements SourceContract {
    @Override
    public SourceGround ground() {
      return new Ground("order: reversed", 2 * ROWS + 3, 3);
    }
  }

  private static List<Reading> readings(Source source, Plan plan) throws Exception {
    List<Reading> all = new ArrayList<>();
    for (Split split : plan.splits()) {
      long before = all.size();
      try (SplitReader reader = source.read(split, Position.START)) {
        List<Reading> some = reader.read(7);
        while (!some.isEmpty()) {
          all.addAll(some);
          some = reader.read(7);
        }
      }
      assertThat(all.size() - before).isEqualTo(split.records());
    }
    return all;
  }

  @Test
  void aLimitIsTheFirstOfEachUnit() throws Exception {
    try (Source source = source("limit: 2")) {
      Plan plan = source.plan();
      assertThat(plan.records()).isEqualTo(6);
      assertThat(plan.splits().stream().map(Split::number)).containsExactly(0, 1, 2);
      assertThat(plan.remarks())
          .contains("limit: at most the first 2 records of each unit are read");
      assertThat(readings(source, plan).stream().map(one -> key(one)))
          .containsExactly("a0", "a1", "b0", "b1", "?", "?");
    }
  }

  @Test
  void aSplitIsResumedInsideItsLimit() throws Exception {
    try (Source source = source("limit: 5")) {
      Split split = source.plan().splits().getFirst();
      Position position;
      try (SplitReader reader = source.read(split, Position.START)) {
        assertThat(reader.read(3)).hasSize(3);
        position = reader.position();
      }
      try (SplitReader reader = source.read(split, position)) {
        assertThat(reader.read(100).stream().map(one -> key(one))).containsExactly("a3", "a4");
        assertThat(reader.read(100)).isEmpty();
      }
    }
  }

  @Test
  void aReversedSourceBeginsWithTheLastSplitOfEachUnit() throws Exception {
    try (Source source = source("order: reversed");
        Source whole = source("order: source")) {
      Plan plan = source.plan();
      assertThat(plan.remarks()).contains("order: the last split of each unit is read first");
      assertThat(plan.splits().stream().map(Split::number))
          .containsExactlyElementsOf(IntStream.range(0, plan.splits().size()).boxed().toList());
      List<Split> splits = whole.plan().splits();
      List<String> units = splits.stream().map(Split::unit).distinct().toList();
      assertThat(plan.splits().stream().map(Split::unit).distinct()).isEqualTo(units);
      for (String unit : units) {
        assertThat(ranges(plan.splits(), unit)).isEqualTo(ranges(splits, unit).reversed());
      }
      List<String> keys = readings(source, plan).stream().map(one -> key(one)).toList();
      assertThat(keys.indexOf("a" + (ROWS - 1))).isLessThan(keys.indexOf("a0"));
      assertThat(keys.indexOf("a0")).isLessThan(keys.indexOf("b" + (ROWS - 1)));
      assertThat(keys)
          .containsExactlyInAnyOrderElementsOf(
              readings(whole, whole.plan()).stream().map(one -> key(one)).toList());
    }
  }

  private static List<String> ranges(List<Split> splits, String unit) {
    return splits.stream().filter(split -> split.unit().equals(unit)).map(Split::range).toList();
  }

  @Test
  void aSampleIsReadAndTheRestIsLeftOut() throws Exception {
    try (Source source = source("sample: 10%");
        Source other = source("sample: 10%");
        Source whole = source("")) {
      Plan plan = source.plan();
      List<Reading> all = readings(source, plan);
      assertThat(all).hasSize(2 * ROWS + 3).hasSize((int) whole.plan().records());
      assertThat(all.stream().filter(Reading.Read.class::isInstance).count()).isBetween(50L, 120L);
      assertThat(readings(other, plan).stream().map(one -> one.getClass() + key(one)))
          .containsExactlyElementsOf(all.stream().map(one -> one.getClass() + key(one)).toList());
      assertThat(all.stream().map(Reading::id)).doesNotHaveDuplicates();
    }
  }

  @Test
  void theRulesArePartOfTheFingerprint() throws Exception {
    assertThat(
            List.of(
                source("").fingerprint(),
                source("limit: 1").fingerprint(),
                source("limit: 2").fingerprint(),
                source("order: reversed").fingerprint(),
                source("sample: 2%").fingerprint()))
        .doesNotHaveDuplicates();
    try (Source source = source("limit: 1")) {
      assertThat(source).isInstanceOf(SelectedSource.class);
      assertThat(AroundSource.innermost(source)).isInstanceOf(FileSource.class);
      assertThat(source.inspect().units()).hasSize(3);
    }
  }

  @Test
  void rulesThatAreNoneAreRefused() {
    assertThat(spec("limit: 3"))
        .isInstanceOfSatisfying(
            ChosenSource.class,
            chosen -> {
              assertThat(chosen.kind()).isInstanceOf(CsvSpec.class).isEqualTo(spec(""));
              assertThat(chosen.key()).containsExactly("id");
            });
    refused("limit: 0", "source.limit");
    refused("sample: 100%", "source.sample");
    refused("sample: 0%", "sample is a share above 0% and below 100%");
    refused("sample: '10'", "source.sample");
    refused("limit: 3\nsample: 1%", "write one of them");
    refused("limits: 3", "limit");
    refused("limit: 3\norder: reversed", "write one of them");
    refused("duplicates: last-wins\norder: reversed", "which record of a key is the last");
    refused("order: down", "source, reversed");
    refused("duplicates: first-wins", "say write: insert-if-absent");
    assertThatThrownBy(() -> JobFile.parse(clearing("limit: 3"), "test.yaml"))
        .isInstanceOf(JobProblems.class)
        .hasMessageContaining("gone compares the target with all of the source");
    assertThat(JobFile.parse(clearing("order: reversed"), "test.yaml").sink().gone()).isPresent();
  }

  /** A job that deletes the rows whose record is gone. */
  private static String clearing(String rules) {
    return job(rules)
        .replace("[id] }", "[id], gone: { do: delete, owns: origin = 'x', at-most: 10% } }");
  }

  private static void refused(String rules, String message) {
    assertThatThrownBy(() -> spec(rules))
        .isInstanceOf(JobProblems.class)
        .hasMessageContaining(message);
  }

  private static String key(Reading reading) {
    return switch (reading) {
      case Reading.Read(var record) -> record.key().text();
      case Reading.Unreadable ignored -> "?";
      case Reading.LeftOut(var id, var key, var origin) -> "-" + key;
    };
  }
}
