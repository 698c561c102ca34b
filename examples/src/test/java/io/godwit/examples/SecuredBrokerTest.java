package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.testkit.cluster.KafkaNodes;
import io.godwit.testkit.env.EmbeddedServers;
import io.godwit.testkit.env.Environment;
import io.godwit.testkit.fleet.GodwitProcess;
import io.godwit.testkit.guarantee.FinishedRun;
import io.godwit.testkit.guarantee.LagIsZero;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A broker that is spoken to by TLS alone, and lets in who knows a password (SASL/SCRAM). */
@ExtendWith(EmbeddedServers.class)
final class SecuredBrokerTest {

  private static final String PASSWORD = "pl-anted-secret";

  private static final String JOB =
      """
      source: { csv: rows.csv, key: id, types: { id: integer } }
      sink: { table: secured, in: app }
      connections: { app: { jdbc: "${env:APP_URL}" } }
      run: { partitions: 2 }
      """;

  @TempDir private Path folder;

  /** A certificate of this machine's address, which serves as what clients trust too. */
  private Path certificate() throws Exception {
    Path store = folder.resolve("broker.p12");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "broker",
            "-keyalg",
            "EC",
            "-dname",
            "CN=broker",
            "-ext",
            "san=ip:127.0.0.1",
            "-storetype",
            "PKCS12",
            "-keystore",
            store.toString(),
            "-storepass",
            "change-it");
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    return store;
  }

  private static Map<String, String> listener(int port, Path certificate) {
    return Map.of(
        "listeners",
        "SECURED://127.0.0.1:" + port,
        "advertised.listeners",
        "SECURED://127.0.0.1:" + port,
        "listener.security.protocol.map",
        "SECURED:SASL_SSL",
        "sasl.enabled.mechanisms",
        "SCRAM-SHA-512",
        "listener.name.secured.scram-sha-512.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required;",
        "ssl.keystore.type",
        "PKCS12",
        "ssl.keystore.location",
        certificate.toString(),
        "ssl.keystore.password",
        "change-it");
  }

  private Path client(int port, Path certificate, String password) throws Exception {
    return Files.writeString(
        folder.resolve("client.properties"),
        """
        bootstrap.servers=127.0.0.1:%d
        security.protocol=SASL_SSL
        sasl.mechanism=SCRAM-SHA-512
        sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required \
        username="godwit" password="%s";
        ssl.truststore.type=PKCS12
        ssl.truststore.location=%s
        ssl.truststore.password=change-it
        """
            .formatted(port, password, certificate));
  }

  private JobFolder.Ended run(JobFolder job, Path client) {
    return JobFolder.await(
        GodwitProcess.start(
            job.path(),
            job.path().resolve("output.log"),
            job.variables(),
            List.of(
                "run",
                job.jobFile().toString(),
                "--kafka-config",
                client.toString(),
                "--home",
                job.home().toString(),
                "--wait",
                "20s")));
  }

  @Test
  void wholeRunsPassAndAWrongPasswordIsToldAtOnce(Environment servers) throws Exception {
    Path certificate = certificate();
    int port = KafkaNodes.freePorts(1).getFirst();
    String scram = "SCRAM-SHA-512=[name=godwit,password=" + PASSWORD + "]";
    JobFolder job =
        JobFolder.create(servers, folder, "secured").file("rows.csv", "id\n1\n2\n3\n").job(JOB);
    job.sql("create table secured.secured (id bigint primary key)");
    try (KafkaNodes broker =
        KafkaNodes.start(folder, 1, listener(port, certificate), List.of("--add-scram", scram))) {
      JobFolder.Ended ended = run(job, client(port, certificate, PASSWORD));
      assertThat(ended.exit()).as(ended.output()).isZero();
      assertThat(ended.output()).contains("3 read = 3 written").doesNotContain(PASSWORD);
      assertThat(job.query("select count(*) from secured")).containsExactly("3");
      Path reports = FleetRun.reports(job.home(), job.name());
      new LagIsZero().check(new FinishedRun(broker.bootstrap(), job.name(), reports, Set.of()));

      Files.delete(job.path().resolve("output.log"));
      JobFolder.Ended refused = run(job, client(port, certificate, "wr0ng"));
      assertThat(refused.exit()).as(refused.output()).isEqualTo(4);
      assertThat(refused.output()).containsIgnoringCase("authentication").doesNotContain("wr0ng");
    }
  }
}
