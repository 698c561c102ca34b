package io.godwit.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.failure.Refused;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledParentTest {

  @TempDir Path home;

  @Test
  void serversStopByThemselvesAndKeepTheirData() throws Exception {
    Set<Part> all = Part.own();
    List<ProcessHandle> servers = serversOfKilledParent(all);

    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(servers).noneMatch(ProcessHandle::isAlive));

    try (EmbeddedStack stack = EmbeddedStack.start(home, all)) {
      assertThat(Stores.received(stack.bootstrap(), 1)).containsExactly(11);
      assertDataIsThere(stack);
    }
  }

  @Test
  void aStartRightAfterTheKillWaitsForTheOldServers() throws Exception {
    Set<Part> parts = Set.of(Part.POSTGRESQL, Part.MONGODB);
    List<ProcessHandle> servers = serversOfKilledParent(parts);

    try (EmbeddedStack stack = EmbeddedStack.start(home, parts)) {
      assertThat(servers).noneMatch(ProcessHandle::isAlive);
      assertDataIsThere(stack);
    }
  }

  private static void assertDataIsThere(EmbeddedStack stack) throws Exception {
    assertThat(Stores.query(stack.jdbcUrl(), "select name from kept")).isEqualTo("łyska");
    assertThat(Stores.documents(stack.mongoUri())).containsExactly("godwit");
  }

  private List<ProcessHandle> serversOfKilledParent(Set<Part> parts) throws Exception {
    Process parent = holder(parts);
    try (BufferedReader output = parent.inputReader()) {
      assertThat(output.lines().anyMatch("ready"::equals)).isTrue();
      List<ProcessHandle> servers = servers();
      assertThat(servers).hasSize(parts.size()).allMatch(ProcessHandle::isAlive);
      assertThatThrownBy(() -> EmbeddedStack.start(home, Set.of()))
          .isInstanceOf(Refused.class)
          .hasMessageEndingWith("process " + parent.pid());
      return servers;
    } finally {
      parent.destroyForcibly().waitFor();
    }
  }

  private Process holder(Set<Part> parts) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
    command.add("-Dgodwit.programs=" + System.getProperty("godwit.programs", ""));
    command.addAll(List.of("-cp", String.join(java.io.File.pathSeparator, ChildJvm.classPath())));
    command.addAll(List.of(StackHolder.class.getName(), home.toString()));
    parts.forEach(part -> command.add(part.name()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private List<ProcessHandle> servers() throws Exception {
    List<ProcessHandle> servers = new ArrayList<>();
    for (String file :
        List.of("broker/process", "mongodb/process", "postgresql/data/postmaster.pid")) {
      if (!Files.exists(home.resolve(file))) {
        continue;
      }
      String first = Files.readAllLines(home.resolve(file)).getFirst();
      servers.add(ProcessHandle.of(Long.parseLong(first.split(" ", -1)[0])).orElseThrow());
    }
    return servers;
  }
}
