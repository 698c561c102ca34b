package io.godwit.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStackTest {

  @TempDir Path folder;

  @Test
  void dataAndAddressesAreThereAfterTheNextStart() throws Exception {
    Path home = folder.resolve("a home, with a comma");
    Set<Part> all = Part.own();
    List<String> addresses;
    try (EmbeddedStack stack = EmbeddedStack.start(home, all)) {
      addresses = List.of(stack.bootstrap(), stack.jdbcUrl(), stack.mongoUri());
      Stores.createTopic(stack.bootstrap());
      Stores.send(stack.bootstrap(), new byte[Stores.LARGE]);
      Stores.insertRow(stack.jdbcUrl());
      Stores.insertDocument(stack.mongoUri());
      assertThat(Stores.query(stack.jdbcUrl(), "show fsync")).isEqualTo("on");
      assertThat(Stores.query(stack.jdbcUrl(), "show synchronous_commit")).isEqualTo("on");
    }
    try (EmbeddedStack stack = EmbeddedStack.start(home, all)) {
      assertThat(List.of(stack.bootstrap(), stack.jdbcUrl(), stack.mongoUri()))
          .isEqualTo(addresses);
      assertThat(Stores.received(stack.bootstrap(), 1)).containsExactly(Stores.LARGE);
      assertThat(Stores.query(stack.jdbcUrl(), "select upper(name) from kept")).isEqualTo("ŁYSKA");
      assertThat(Stores.documents(stack.mongoUri())).containsExactly("godwit");
    }
  }

  @Test
  void aKilledBrokerComesBackWithItsTopics() throws Exception {
    try (EmbeddedStack stack = EmbeddedStack.start(folder, Set.of(Part.BROKER))) {
      String address = stack.bootstrap();
      Stores.createTopic(address);
      Stores.send(address, new byte[7]);

      stack.kill(Part.BROKER);
      assertThat(isFree(port(address))).isTrue();
      stack.restart(Part.BROKER);

      assertThat(stack.bootstrap()).isEqualTo(address);
      assertThat(Stores.received(address, 1)).containsExactly(7);
    }
  }

  @Test
  void aSecondStartOnTheFolderIsRefused() throws Exception {
    try (EmbeddedStack stack = EmbeddedStack.start(folder, Set.of(Part.MONGODB))) {
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThatThrownBy(() -> EmbeddedStack.start(folder, Set.of()))
            .isInstanceOfSatisfying(
                Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FOLDER_IN_USE))
            .hasMessageContaining(folder.toRealPath().toString())
            .hasMessageEndingWith("process " + ProcessHandle.current().pid());
      }
      assertThatThrownBy(stack::jdbcUrl).hasMessageContaining("POSTGRESQL");
    }
    try (EmbeddedStack again = EmbeddedStack.start(folder, Set.of(Part.MONGODB))) {
      assertThat(Stores.documents(again.mongoUri())).isEmpty();
    }
  }

  @Test
  void aPortThatSomebodyElseTookIsChosenAnew() throws Exception {
    EmbeddedStack first = EmbeddedStack.start(folder, Set.of(Part.MONGODB));
    Stores.insertDocument(first.mongoUri());
    first.close();
    int port = URI.create(first.mongoUri()).getPort();
    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        EmbeddedStack second = EmbeddedStack.start(folder, Set.of(Part.MONGODB))) {
      assertThat(URI.create(second.mongoUri()).getPort()).isNotEqualTo(taken.getLocalPort());
      assertThat(Stores.documents(second.mongoUri())).containsExactly("godwit");
    }
  }

  @Test
  void aServerThatDoesNotStartNamesItsLogAndFreesTheFolder() throws Exception {
    Files.createDirectories(folder.resolve("mongodb"));
    Files.writeString(folder.resolve("mongodb/data.mv"), "no database ".repeat(1_000));

    assertThatThrownBy(() -> EmbeddedStack.start(folder, Set.of(Part.MONGODB)))
        .isInstanceOfSatisfying(
            Trouble.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STACK_FAILED))
        .hasMessageContaining(folder.toRealPath().resolve("logs/mongodb.log").toString());

    Files.delete(folder.resolve("mongodb/data.mv"));
    try (EmbeddedStack repaired = EmbeddedStack.start(folder, Set.of(Part.MONGODB))) {
      assertThat(Stores.documents(repaired.mongoUri())).isEmpty();
    }
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.indexOf(':') + 1));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (java.io.IOException e) {
      return false;
    }
  }
}
