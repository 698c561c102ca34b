package io.godwit.cli.jobfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.job.JobFile;
import io.godwit.common.job.connection.EmbeddedAddresses;
import io.godwit.common.job.connection.ResolvedConnections;
import io.godwit.common.model.Secret;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.spec.Job;
import io.godwit.jdbc.JdbcAddress;
import io.godwit.jdbc.sql.JdbcAccess;
import io.godwit.mongodb.MongoDbSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolvedConnectionsTest {

  private static final String JOB =
      """
      job: j
      source: { csv: a.csv, key: id }
      steps:
        - lookup: { in: warehouse, table: t, by: id, take: x }
      sink: { collection: c, in: docs, key: id }
      connections:
        warehouse:
          jdbc: "${env:URL:-embedded:postgresql}"
          user: "${env:USER_PART:-a}_${env:USER_PART:-b}"
          password: "${file:SECRETS/p}"
        docs: { mongodb: "${env:MONGO}" }
        unused: { jdbc: "${env:NEVER_SET}" }
      """;

  @Test
  void everyReferenceOfAConnectionIsFollowed(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("p"), "pa$\\ss\n\n");
    Job job = job(folder);
    Map<String, String> environment =
        Map.of("URL", "jdbc:postgresql://h/d", "USER_PART", "", "MONGO", "mongodb://u:p@h/d");
    ResolvedConnections connections =
        new ResolvedConnections(job, environment, EmbeddedAddresses.NONE);
    assertThat(JdbcAddress.access(connections, "warehouse"))
        .isEqualTo(
            new JdbcAccess(
                "jdbc:postgresql://h/d",
                Optional.of("a_b"),
                Optional.of(new Secret("pa$\\ss\n")),
                2));
    assertThat(address(connections)).isEqualTo("mongodb://u:p@h/d");
    assertThat(ResolvedConnections.embeddedServers(job, environment)).isEmpty();
    assertThat(JdbcAddress.access(connections, "warehouse").toString()).doesNotContain("pa$");
    assertThat(connections.open("docs", MongoDbSpec.class).toString()).doesNotContain("u:p");
  }

  @Test
  void anEmbeddedAddressLeadsToTheStack(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("p"), "p");
    Job job = job(folder);
    Map<String, String> environment = Map.of("MONGO", "embedded:mongodb");
    assertThat(ResolvedConnections.embeddedServers(job, environment))
        .containsExactly("postgresql", "mongodb");
    EmbeddedAddresses stack =
        server ->
            Optional.of(
                server.equals("mongodb")
                    ? "mongodb://127.0.0.1:2/godwit"
                    : "jdbc:postgresql://127.0.0.1:1/postgres");
    ResolvedConnections connections = new ResolvedConnections(job, environment, stack);
    assertThat(JdbcAddress.access(connections, "warehouse").url())
        .isEqualTo("jdbc:postgresql://127.0.0.1:1/postgres");
    assertThat(address(connections)).isEqualTo("mongodb://127.0.0.1:2/godwit");
    refused(job, environment, "docs", ErrorCode.JOB_INVALID)
        .hasMessageContaining("connections.docs is embedded:mongodb")
        .hasMessageContaining("set the variable");
  }

  @Test
  void aReferenceThatLeadsNowhereNamesTheConnectionAndItself(@TempDir Path folder) {
    Job job = job(folder);
    refused(job, Map.of(), "docs", ErrorCode.SECRET_MISSING)
        .hasMessage("connections.docs.mongodb refers to ${env:MONGO}, but the variable is not set");
    refused(job, Map.of("URL", "jdbc:x:y"), "warehouse", ErrorCode.SECRET_MISSING)
        .hasMessageContaining("connections.warehouse.password refers to ${file:" + folder);
    refused(job, Map.of(), "nobody", ErrorCode.JOB_INVALID)
        .hasMessage("the job has no connection 'nobody'; it has warehouse, docs, unused");
  }

  @Test
  void aValueThatIsNoAddressIsNeverRepeated(@TempDir Path folder) {
    refused(job(folder), Map.of("URL", "hunter2"), "warehouse", ErrorCode.JOB_INVALID)
        .hasMessageContaining("connections.warehouse.jdbc leads to an address that neither")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void aPasswordInAUrlFromTheEnvironmentIsTakenOutOfIt() {
    String text = JOB.replace("    password: \"${file:SECRETS/p}\"\n", "");
    Job job = JobFile.parse(text, "j");
    String url = "jdbc:postgresql://h/d?user=u&password=a%26b&ssl=true";
    ResolvedConnections connections =
        new ResolvedConnections(job, Map.of("URL", url), EmbeddedAddresses.NONE);
    assertThat(JdbcAddress.access(connections, "warehouse"))
        .isEqualTo(
            new JdbcAccess(
                "jdbc:postgresql://h/d?user=u&ssl=true",
                Optional.of("a_b"),
                Optional.of(new Secret("a&b")),
                2));
    for (String hidden :
        new String[] {
          "jdbc:sqlserver://h;password=hunter2",
          "jdbc:postgresql://h/d?sslpassword=hunter2",
          "jdbc:postgresql://h/d?password=%hunter2"
        }) {
      refused(job, Map.of("URL", hidden), "warehouse", ErrorCode.JOB_INVALID)
          .hasMessageNotContaining("hunter2")
          .hasNoCause();
    }
  }

  @Test
  void oneOfTwoPasswordsMustGo(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("p"), "p");
    refused(
            job(folder),
            Map.of("URL", "jdbc:postgresql://h/d?password=hunter2"),
            "warehouse",
            ErrorCode.JOB_INVALID)
        .hasMessageContaining("leave one")
        .hasMessageNotContaining("hunter2");
  }

  private static String address(ResolvedConnections connections) {
    return connections.open("docs", MongoDbSpec.class).address().value();
  }

  private static Job job(Path secrets) {
    return JobFile.parse(JOB.replace("SECRETS", secrets.toString()), "j");
  }

  private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> refused(
      Job job, Map<String, String> environment, String connection, ErrorCode code) {
    ResolvedConnections connections =
        new ResolvedConnections(job, environment, EmbeddedAddresses.NONE);
    return assertThatThrownBy(() -> open(connections, connection))
        .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static Object open(ResolvedConnections connections, String name) {
    return name.equals("docs")
        ? connections.open(name, MongoDbSpec.class)
        : JdbcAddress.access(connections, name);
  }
}
