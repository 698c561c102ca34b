package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.testkit.env.Environment;
import io.godwit.testkit.guarantee.BooksBalance;
import io.godwit.testkit.guarantee.EveryRecordOnce;
import io.godwit.testkit.guarantee.FinishedRun;
import io.godwit.testkit.guarantee.LagIsZero;
import io.godwit.testkit.guarantee.Promises;
import io.godwit.testkit.guarantee.TargetRows;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are right, and that careless readers get wrong. */
interface UnusualFiles {

  @Test
  default void theLastOfAKeyWins(Environment environment, @TempDir Path folder) throws Exception {
    int records = 30_000;
    JobFolder job = JobFolder.create(environment, folder, "last-wins");
    job.sql("create table t (id int primary key, n int not null)");
    Random random = new Random(7);
    TreeMap<Integer, Integer> last = new TreeMap<>();
    // Wide rows: publishing them takes long enough for the producer to be killed while it does.
    String pad = "-".repeat(2_000);
    StringBuilder rows = new StringBuilder("id,n,pad\n");
    for (int n = 1; n <= records; n++) {
      int id = random.nextInt(500);
      last.put(id, n);
      rows.append(id).append(',').append(n).append(',').append(pad).append('\n');
    }
    job.file("rows.csv", rows.toString())
        .job(
            """
            source:
              csv: rows.csv
              key: id
              types: { id: integer, n: integer }
              duplicates: last-wins
              split: 2MB
            steps: [ remove: pad ]
            sink: { table: t, in: app, key: id }
            connections: { app: { jdbc: "${env:APP_URL}" } }
            run: %s
            """
                .formatted(DisturbedRuns.SLOW));
    Path reports;
    Promises promises = Promises.standard().ofTarget(TargetRows.ofFields("id", "n"));
    try (FleetRun run = job.startFleet(3, promises, "t")) {
      run.awaitStep(records / 4);
      run.killAndRestart("producer");
      run.awaitStep(records);
      run.killAndRestart("worker-2");
      reports = run.finish(0);
    }
    assertThat(job.query("select id || ' ' || n from t order by id"))
        .isEqualTo(last.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList());
    Set<String> origins =
        IntStream.rangeClosed(2, records + 1)
            .mapToObj(line -> "rows.csv:" + line)
            .collect(Collectors.toSet());
    FinishedRun evidence = new FinishedRun(environment.bootstrap(), job.name(), reports, origins);
    List.of(new BooksBalance(), new EveryRecordOnce(), new LagIsZero())
        .forEach(guarantee -> guarantee.check(evidence));
  }

  @Test
  default void filesOfEveryShapeAreRead(Environment environment, @TempDir Path folder)
      throws Exception {
    JobFolder job = JobFolder.create(environment, folder, "shapes");
    job.sql("create table t (id text primary key, note text)");
    job.file("header-only.csv", "id,note\n")
        .file("header-without-end.csv", "id,note")
        .file("bom.csv", "\uFEFFid,note\nbom 1,ä\nbom 2,ö\n")
        .file("crlf.csv", "id,note\r\ncrlf 1,a\r\n\"crlf 2\",\"b\r\nb\"\r\n")
        .file("without-end.csv", "id,note\nend 1,a\nend 2,b")
        .file("all-at-once.csv", "\uFEFF\"id\",note\r\nall 1,a\r\nall 2,b")
        .job(
            """
            source:
              csv:
                - header-only.csv
                - header-without-end.csv
                - bom.csv
                - crlf.csv
                - without-end.csv
                - all-at-once.csv
              key: id
            sink: { table: t, in: app, key: id }
            connections: { app: { jdbc: "${env:APP_URL}" } }
            """);

    JobFolder.Ended ended = job.run();

    assertThat(ended.exit()).as(ended.output()).isZero();
    assertThat(job.query("select id || '=' || note from t order by id"))
        .containsExactlyInAnyOrder(
            "bom 1=ä",
            "bom 2=ö",
            "crlf 1=a",
            "crlf 2=b\r\nb",
            "end 1=a",
            "end 2=b",
            "all 1=a",
            "all 2=b");
    assertThat(job.listed("migrated.csv")).hasSize(8);
  }

  @Test
  default void nothingToDoIsDone(Environment environment, @TempDir Path folder) throws Exception {
    List<String> sources =
        List.of(
            "{ csv: rows.csv, key: id }",
            "{ csv: rows.csv, key: id }",
            "{ jsonl: rows.csv, key: id }");
    List<String> contents = List.of("id,note\n", "", "");
    for (int i = 0; i < sources.size(); i++) {
      JobFolder job = JobFolder.create(environment, folder, "nothing-" + i);
      job.sql("create table t (id text primary key, note text)");
      job.file("rows.csv", contents.get(i))
          .job(
              "source: "
                  + sources.get(i)
                  + "\nsink: { table: t, in: app, key: id }\n"
                  + "connections: { app: { jdbc: \"${env:APP_URL}\" } }\n");

      JobFolder.Ended ended = job.run();

      assertThat(ended.exit()).as(ended.output()).isZero();
      assertThat(ended.output()).contains("0 read = 0 written");
      assertThat(job.listed("migrated.csv")).isEmpty();
    }
  }
}
