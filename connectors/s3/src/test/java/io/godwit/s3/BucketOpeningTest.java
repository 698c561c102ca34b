package io.godwit.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.StoreConnection;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.StoreConnector;
import io.godwit.common.store.ObjectStore;
import io.godwit.testkit.contract.PlainConnections;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** What stands against opening a bucket is said in one message that holds no secret. */
final class BucketOpeningTest {

  private static final Optional<String> NONE = Optional.empty();

  @Test
  void aBucketThatIsMissingIsRefused() {
    assertThatThrownBy(() -> open("no-such-bucket", S3Server.endpoint() + "", S3Server.SECRET))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_MISSING))
        .hasMessageContaining("no-such-bucket");
  }

  @Test
  void aWrongKeyIsRefused() throws Exception {
    try (BucketGround ground = new BucketGround()) {
      assertThatThrownBy(() -> open(ground.bucket(), S3Server.endpoint() + "", "wrong secret"))
          .isInstanceOfSatisfying(
              Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_RIGHTS))
          .hasMessageContaining("key")
          .hasMessageNotContaining("wrong secret");
    }
  }

  @Test
  void whoDoesNotAnswerIsTrouble() throws IOException {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = socket.getLocalPort();
    }
    assertThatThrownBy(() -> open("bucket", "http://127.0.0.1:" + nobody, S3Server.SECRET))
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
          exchange.sendResponseHeaders(503, -1);
          exchange.close();
        });
    busy.start();
    try {
      String url = "http://127.0.0.1:" + busy.getAddress().getPort();
      assertThatThrownBy(() -> open("bucket", url, S3Server.SECRET))
          .isInstanceOfSatisfying(
              Trouble.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_BUSY))
          .hasMessageContaining("7 s of patience");
      assertThat(requests[0]).isEqualTo(1);
    } finally {
      busy.stop(0);
    }
  }

  @Test
  void aJobsConnectionLeadsToItsStore() throws Exception {
    assertThat(StoreConnection.class).isAssignableFrom(S3Spec.class);
    StoreConnector connector =
        ServiceLoader.load(StoreConnector.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(found -> found.connections().contains(S3Spec.class))
            .findFirst()
            .orElseThrow();
    try (BucketGround ground = new BucketGround()) {
      Opening opening =
          new Opening(
              new PlainConnections(
                  Map.of(
                      "objects",
                      BucketGround.resolved(
                          ground.bucket(), S3Server.endpoint().toString(), S3Server.SECRET))),
              Path.of("."),
              () -> {
                throw new AssertionError("a store builds no rows");
              });
      try (ObjectStore store = connector.open("objects", opening)) {
        assertThat(store.look("nothing")).isEmpty();
      }
    }
  }

  @Test
  void secretsAreReferencesAndKeysAreWhole() {
    Optional<String> reference = Optional.of("${env:X}");
    assertThat(new S3Spec("s3://b", NONE, NONE, NONE, NONE, false).address()).isEqualTo("s3://b");
    assertThatThrownBy(
            () -> new S3Spec("s3://b", NONE, NONE, Optional.of("k"), Optional.of("clear"), false))
        .isInstanceOf(BrokenRule.class)
        .hasMessageContaining("reference");
    assertThatThrownBy(() -> new S3Spec("s3://b", NONE, NONE, NONE, reference, false))
        .hasMessageContaining("together");
    assertThatThrownBy(() -> new S3Spec("b", NONE, NONE, NONE, NONE, false))
        .isInstanceOf(BrokenRule.class);
    assertThatThrownBy(
            () -> new S3Spec("s3://b", Optional.of("http://u:p@h"), NONE, NONE, NONE, false))
        .hasMessageContaining("password");
    assertThatThrownBy(() -> open("a/b", "http://127.0.0.1:1", "s")).isInstanceOf(Refused.class);
    assertThat(new S3ConnectionKind().starts()).containsExactly("s3://");
    assertThat(new S3StoreConnector().connections()).containsExactly(S3Spec.class);
  }

  private static ObjectStore open(String bucket, String endpoint, String secret) throws Trouble {
    return BucketOpening.open(BucketGround.resolved(bucket, endpoint, secret), 5 << 20);
  }
}
