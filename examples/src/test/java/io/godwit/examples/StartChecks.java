package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.kafka.Cluster;
import io.godwit.testkit.env.Environment;
import io.godwit.testkit.fleet.GodwitProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mistake costs a message, an exit code, and nothing else. */
interface StartChecks {

  /** No server listens there: port 1 is reserved. */
  String NOWHERE = "127.0.0.1:1";

  String JOB =
      """
      source: { csv: rows.csv, key: id, types: { id: integer } }
      sink: { table: t, in: app, key: id }
      connections: { app: { jdbc: "${env:APP_URL}" } }
      """;

  String LOOKUP =
      """
      steps:
        - lookup: { in: warehouse, table: w, by: id, take: [more] }
        - remove: more
      """;

  /** A mistake, and what its message must name. */
  record Mistake(
      String name,
      String yaml,
      Map<String, String> variables,
      String bootstrap,
      int exit,
      List<String> words) {}

  @Test
  default void aMistakeIsRefusedBeforeAnythingIsTouched(
      Environment environment, @TempDir Path folder) throws Exception {
    Map<JobFolder, Mistake> begun = new HashMap<>();
    Map<JobFolder, GodwitProcess> processes = new HashMap<>();
    for (Mistake mistake : mistakes(environment)) {
      JobFolder job = JobFolder.create(environment, folder, "mistake-" + mistake.name());
      job.sql("create table t (id int primary key, name text)");
      job.file("rows.csv", "id,name\n1,a\n2,b\n").job(mistake.yaml());
      Map<String, String> variables = new HashMap<>(job.variables());
      variables.putAll(mistake.variables());
      begun.put(job, mistake);
      processes.put(
          job,
          job.start(
              variables, "run", job.jobFile().toString(), "--bootstrap", mistake.bootstrap()));
    }
    for (JobFolder job : begun.keySet()) {
      Mistake mistake = begun.get(job);
      JobFolder.Ended ended = JobFolder.await(processes.get(job));
      assertThat(ended.exit()).as(ended.output()).isEqualTo(mistake.exit());
      assertThat(ended.output())
          .as(mistake.name())
          .contains(mistake.words())
          .doesNotContain("\tat ", "s3cret")
          .containsOnlyOnce("  do: ");
      assertThat(job.query("select count(*) from t")).as(mistake.name()).containsExactly("0");
    }
    try (Admin admin = new Cluster(environment.bootstrap()).admin()) {
      assertThat(admin.listTopics().names().get())
          .noneMatch(topic -> topic.startsWith("godwit.mistake-"));
    }
  }

  private static List<Mistake> mistakes(Environment environment) {
    String broker = environment.bootstrap();
    String url = environment.jdbcUrl();
    String warehouse = JOB + "  warehouse: { jdbc: \"${env:WAREHOUSE_URL}\" }\n";
    String looking = LOOKUP + warehouse.replace("{ app:", "\n  app:").replace("\" } }", "\" }");
    List<Mistake> mistakes = new ArrayList<>();
    mistakes.add(
        new Mistake("broker", JOB, Map.of(), NOWHERE, 4, List.of(NOWHERE, "broker-unreachable")));
    mistakes.add(
        new Mistake(
            "target",
            JOB,
            Map.of("APP_URL", "jdbc:postgresql://" + NOWHERE + "/godwit?user=a&password=s3cret"),
            broker,
            4,
            List.of(NOWHERE, "target-unreachable")));
    mistakes.add(
        new Mistake(
            "warehouse",
            looking,
            Map.of("WAREHOUSE_URL", "jdbc:postgresql://" + NOWHERE + "/godwit"),
            broker,
            4,
            List.of(NOWHERE, "target-unreachable")));
    mistakes.add(
        new Mistake(
            "login",
            JOB,
            Map.of("APP_URL", url.replaceFirst("user=[^&]*", "user=nobody&password=s3cret")),
            broker,
            4,
            List.of("nobody", "target-login")));
    mistakes.add(
        new Mistake(
            "database",
            JOB,
            Map.of("APP_URL", url.replaceFirst("/[a-z]+\\?", "/nothing?")),
            broker,
            4,
            List.of("nothing", "target-login")));
    mistakes.add(
        new Mistake(
            "table",
            JOB.replace("table: t", "table: tt"),
            Map.of(),
            broker,
            3,
            List.of("tt", "table-missing")));
    mistakes.add(
        new Mistake(
            "column",
            "steps: [ { rename: { name: nmae } } ]\n" + JOB,
            Map.of(),
            broker,
            3,
            List.of("nmae", "name", "column-missing")));
    mistakes.add(
        new Mistake(
            "variable",
            JOB.replace("APP_URL", "NOT_SET"),
            Map.of(),
            broker,
            3,
            List.of("NOT_SET", "secret-missing")));
    mistakes.add(
        new Mistake(
            "five",
            """
            source: { csv: rows.csv, key: id, types: { id: intger }, spilt: 1MB }
            sink: { table: t, in: ap, key: id, write: insert }
            connections: { app: { jdbc: "${env:APP_URL}" } }
            run: { partitions: 0 }
            """,
            Map.of(),
            broker,
            3,
            List.of("intger", "integer", "spilt", "split", "'ap'", "app", "insert", "partitions")));
    return mistakes;
  }
}
