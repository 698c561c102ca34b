package io.godwit.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.godwit.common.model.Secret;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.Resolved;
import io.godwit.common.store.ObjectStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Base64;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What stands against opening a container is said in one message that holds no secret. */
final class ContainerOpeningTest {

  private static final String OTHER_KEY =
      Base64.getEncoder().encodeToString("another key".getBytes());

  @Test
  void aContainerThatIsMissingIsRefused() {
    Azurite server = Azurite.required(getClass());
    refused(
        ErrorCode.STORE_MISSING, "no-such-container", () -> open(server.url("no-such-container")));
  }

  @Test
  void aWrongKeyIsRefused() {
    Azurite server = Azurite.required(getClass());
    refused(
        ErrorCode.STORE_RIGHTS,
        "key is not one of account devstoreaccount1",
        () ->
            ContainerOpening.open(
                ContainerGround.resolved(server.url("some-container"), OTHER_KEY), 1000));
  }

  @Test
  void anExpiredSignatureIsRefusedWithItsEnd() {
    Azurite server = Azurite.required(getClass());
    String sas = "?sv=2021-08-06&ss=b&srt=sco&sp=rl&se=2020-01-01T00%3A00%3A00Z&sig=c2VjcmV0";
    refused(
        ErrorCode.STORE_RIGHTS,
        "expired at 2020-01-01T00:00:00Z",
        () -> ContainerOpening.open(bySas(server.url("some-container"), sas), 1000));
  }

  @Test
  void aConnectionStringOpensIt() throws Exception {
    Azurite server = Azurite.required(getClass());
    try (ContainerGround ground = new ContainerGround(server);
        ObjectStore store =
            ContainerOpening.open(
                byString(
                    server.url(ground.container().getBlobContainerName()),
                    "AccountName=" + Azurite.ACCOUNT + ";AccountKey=" + Azurite.KEY),
                1000)) {
      assertThat(store.list("", Optional.empty(), 1).objects()).isEmpty();
    }
  }

  @Test
  void whoDoesNotAnswerIsTrouble() throws IOException {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = socket.getLocalPort();
    }
    assertThatThrownBy(() -> open("http://127.0.0.1:" + nobody + "/devstoreaccount1/container"))
        .isInstanceOfSatisfying(
            Trouble.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNREACHABLE));
  }

  @Test
  void whoAsksForPatienceIsTroubleAfterOneRequest() throws IOException {
    HttpServer busy =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    int[] requests = new int[1];
    busy.createContext(
        "/",
        exchange -> {
          requests[0]++;
          exchange.getResponseHeaders().add("Retry-After", "7");
          exchange.getResponseHeaders().add("x-ms-error-code", "ServerBusy");
          exchange.sendResponseHeaders(503, -1);
          exchange.close();
        });
    busy.start();
    try {
      String url = "http://127.0.0.1:" + busy.getAddress().getPort() + "/account/container";
      assertThatThrownBy(() -> open(url))
          .isInstanceOfSatisfying(
              Trouble.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_BUSY))
          .hasMessageContaining("7 s of patience");
      assertThat(requests[0]).isEqualTo(1);
    } finally {
      busy.stop(0);
    }
  }

  @Test
  void whatIsNoContainersUrlIsRefusedWithoutShowingIt() {
    for (String url :
        new String[] {
          "https://a.blob.core.windows.net",
          "https://a.blob.core.windows.net/UPPER",
          "https://a.blob.core.windows.net/one/two/three",
          "https://a.blob.core.windows.net/container?sig=xyz",
          "https:// /container"
        }) {
      assertThatThrownBy(() -> ContainerAddress.of(url, "connections.objects"))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("connections.objects.azure-blob")
          .hasMessageNotContaining("UPPER")
          .hasMessageNotContaining("xyz");
    }
  }

  private static ObjectStore open(String url) throws Trouble {
    return ContainerOpening.open(ContainerGround.resolved(url, Azurite.KEY), 1000);
  }

  private static Resolved<AzureBlobSpec> bySas(String url, String sas) {
    AzureBlobSpec spec =
        new AzureBlobSpec(url, Optional.empty(), Optional.of("${env:SAS}"), Optional.empty());
    return new Resolved<>("objects", spec, new Secret(url), (text, place) -> sas);
  }

  private static Resolved<AzureBlobSpec> byString(String url, String string) {
    AzureBlobSpec spec =
        new AzureBlobSpec(url, Optional.of("${env:CS}"), Optional.empty(), Optional.empty());
    return new Resolved<>("objects", spec, new Secret(url), (text, place) -> string);
  }

  private static void refused(ErrorCode code, String words, ThrowingCallable opening) {
    assertThatThrownBy(opening)
        .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(words)
        .hasMessageNotContaining(Azurite.KEY)
        .hasMessageNotContaining(OTHER_KEY)
        .hasMessageNotContaining("sig=");
  }
}
