package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.kafka.Cluster;
import io.godwit.testkit.env.Environment;
import io.godwit.testkit.fleet.GodwitProcess;
import java.nio.file.Files;
import java.nio.file.Path;
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
      source: { csv: rows.csv, key: id, types: { id: integer } }
      steps:
        - lookup: { in: warehouse, table: w, by: id, take: [more] }
        - remove: more
      sink: { table: t, in: app, key: id }
      connections:
        app: { jdbc: "${env:APP_URL}" }
        warehouse: { jdbc: "${env:WAREHOUSE_URL}" }
      """;

  String FIVE =
      """
      source: { csv: rows.csv, key: id, types: { id: intger }, spilt: 1MB }
      sink: { table: t, in: ap, key: id, write: merge }
      connections: { app: { jdbc: "${env:APP_URL}" } }
      run: { partitions: 0 }
      """;

  /**
   * A mistake.
   *
   * @param variables beside those of the job
   * @param words what the output must name
   */
  record Mistake(
      String name, int exit, String yaml, Map<String, String> variables, List<String> words) {

    /** In the job file. */
    static Mistake in(String yaml, String name, String... words) {
      return new Mistake(name, 3, yaml, Map.of(), List.of(words));
    }

    /** About a server, which a variable leads to. */
    static Mistake at(String variable, String url, String name, String... words) {
      String yaml = variable.equals("WAREHOUSE_URL") ? LOOKUP : JOB;
      return new Mistake(name, 4, yaml, Map.of(variable, url), List.of(words));
    }
  }

  @Test
  default void aMistakeIsRefusedBeforeAnythingIsTouched(
      Environment environment, @TempDir Path folder) throws Exception {
    Map<JobFolder, Mistake> begun = new HashMap<>();
    Map<JobFolder, GodwitProcess> processes = new HashMap<>();
    for (Mistake mistake : mistakes(environment.jdbcUrl())) {
      JobFolder job = JobFolder.create(environment, folder, "mistake-" + mistake.name());
      job.sql("create table t (id int primary key, name text)");
      job.file("rows.csv", "id,name\n1,a\n2,b\n").job(mistake.yaml());
      Map<String, String> variables = new HashMap<>(job.variables());
      variables.putAll(mistake.variables());
      begun.put(job, mistake);
      processes.put(
          job,
          job.start(
              variables,
              "run",
              job.jobFile().toString(),
              "--bootstrap",
              variables.getOrDefault("BOOTSTRAP", environment.bootstrap())));
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

  /** Nothing is wrong there, and the next one who inserts would still meet an id that is there. */
  @Test
  default void aSequenceThatStaysBehindIsToldOfByTheCommandAndTheReport(
      Environment environment, @TempDir Path folder) throws Exception {
    JobFolder job = JobFolder.create(environment, folder, "behind");
    job.sql("create table t (id serial primary key, name text)");
    job.file("rows.csv", "id,name\n1,a\n2,b\n").job(JOB);

    JobFolder.Ended ended = job.run();

    assertThat(ended.exit()).as(ended.output()).isZero();
    Path report = FleetRun.reports(job.home(), job.name());
    for (String told :
        List.of(
            ended.output(),
            Files.readString(report.resolve("report.json")),
            Files.readString(report.resolve("report.html")))) {
      assertThat(told).contains("the sequence of column id of table t is not moved on by this job");
    }
  }

  private static List<Mistake> mistakes(String url) {
    String nowhere = "jdbc:postgresql://" + NOWHERE + "/godwit?user=a&password=s3cret";
    String nobody =
        url.replaceFirst("&password=[^&]*", "")
            .replaceFirst("user=[^&]*", "user=nobody&password=s3cret");
    String nothing = url.replaceFirst("/[a-z]+\\?", "/nothing?");
    return List.of(
        Mistake.at("BOOTSTRAP", NOWHERE, "broker", NOWHERE, "broker-unreachable"),
        Mistake.at("APP_URL", nowhere, "target", NOWHERE, "target-unreachable"),
        Mistake.at("WAREHOUSE_URL", nowhere, "warehouse", NOWHERE, "target-unreachable"),
        Mistake.at("APP_URL", nobody, "login", "nobody", "target-login"),
        Mistake.at("APP_URL", nothing, "database", "nothing", "target-login"),
        Mistake.in(JOB.replace("table: t", "table: tt"), "table", "tt", "table-missing"),
        Mistake.in(
            "steps: [ { rename: { name: nmae } } ]\n" + JOB,
            "column",
            "nmae",
            "name",
            "column-missing"),
        Mistake.in(
            "steps: [ { drop: r.name > 40 } ]\n" + JOB,
            "typed",
            "'name' is text",
            "int(r.name) > 40",
            "job-invalid"),
        Mistake.in(
            "steps: [ { set: { name: r.in } } ]\n" + JOB, "reserved", "r['in']", "job-invalid"),
        Mistake.in(JOB.replace("APP_URL", "NOT_SET"), "variable", "NOT_SET", "secret-missing"),
        Mistake.in(
            FIVE,
            "five",
            "types.id = intger",
            "'integer'",
            "spilt",
            "'split'",
            "sink.in = ap",
            "'app'",
            "sink.write = merge",
            "run.partitions = 0"));
  }
}
