package io.godwit.mongodb.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.model.IndexOptions;
import io.godwit.common.model.Secret;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.ConnectionKind;
import io.godwit.common.spi.Resolved;
import io.godwit.common.spi.SinkConnector;
import io.godwit.mongodb.Emulator;
import io.godwit.mongodb.MongoAddress;
import io.godwit.mongodb.MongoConnectionKind;
import io.godwit.mongodb.MongoDbSpec;
import io.godwit.mongodb.PoolWatch;
import io.godwit.testkit.contract.OpenSink;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.ServiceLoader;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class MongoSinkConnectorTest {

  @Test
  void isFoundWithItsKindOfConnection() {
    assertThat(ServiceLoader.load(SinkConnector.class))
        .hasAtLeastOneElementOfType(MongoSinkConnector.class);
    assertThat(ServiceLoader.load(ConnectionKind.class))
        .hasAtLeastOneElementOfType(MongoConnectionKind.class);
  }

  /** By hand: the stand-in compares by bytes, whatever a collection says. */
  @Test
  void anUndoNeedsKeysThatAreComparedByTheirBytes() {
    Document folding = Document.parse("{locale: 'de', strength: 1}");
    assertThatThrownBy(() -> new Collations(List.of(folding)).requireNone("people"))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNDO_REFUSED))
        .hasMessageContaining("undo: the collection people compares keys by a collation");
    assertThatCode(() -> new Collations(List.of()).requireNone("people"))
        .doesNotThrowAnyException();
  }

  @Test
  void aKeyWithoutAUniqueIndexIsRefusedWithTheCommandThatMakesIt() throws Exception {
    try (Emulator emulator = new Emulator()) {
      assertThatThrownBy(() -> emulator.open("c", "a"))
          .hasMessageEndingWith("db.c.createIndex({ 'a': 1 }, { unique: true })");
      emulator.database().createCollection("c");
      assertThatThrownBy(() -> emulator.open("c", "a", "b"))
          .isInstanceOfSatisfying(
              Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.KEY_NOT_UNIQUE))
          .hasMessageEndingWith("db.c.createIndex({ 'a': 1, 'b': 1 }, { unique: true })");

      emulator.database().getCollection("c").createIndex(Document.parse("{a: 1}"));
      assertThatThrownBy(() -> emulator.open("c", "a", "b")).isInstanceOf(Refused.class);

      emulator
          .database()
          .getCollection("c")
          .createIndex(Document.parse("{b: 1}"), new IndexOptions().unique(true));
      try (OpenSink sink = emulator.open("c", "a", "b");
          OpenSink unchecked = emulator.open("{file}", "a")) {
        assertThat(sink).isNotSameAs(unchecked);
      }
    }
  }

  @Test
  void aConnectionThatCannotBeUsedIsRefusedWithoutItsSecrets() {
    for (String uri :
        List.of(
            "mongodb://ann:s3cret@127.0.0.1:1",
            "mongodb://ann:s3cret@127.0.0.1:1/db?w=0",
            "mongodb://ann:s3/cret@127.0.0.1:1/db",
            "s3cret")) {
      assertThatThrownBy(() -> Emulator.openAt(uri, "c", "_id"))
          .isInstanceOfSatisfying(
              Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.JOB_INVALID))
          .hasMessageStartingWith("connections.target ")
          .satisfies(e -> assertThat(printed(e)).doesNotContain("s3"));
    }
    assertThatThrownBy(() -> Emulator.openAt(Emulator.uriAt(1), "c", "a.b"))
        .hasMessageContaining("'a.b'");
  }

  @Test
  void aServerThatIsNotThereOrDoesNotKnowUsIsTrouble() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertTrouble("mongodb://ann:s3cret@127.0.0.1:" + port + "/db", ErrorCode.TARGET_UNREACHABLE);
    try (Emulator emulator = new Emulator()) {
      assertTrouble(
          "mongodb://ann:s3cret@127.0.0.1:" + emulator.port() + "/db", ErrorCode.TARGET_LOGIN);
    }
  }

  @Test
  void theMajorityConfirmsUnlessTheConnectionStringSaysOtherwise() throws Exception {
    assertThat(writeConcern("mongodb://127.0.0.1:1/db")).isEqualTo(WriteConcern.MAJORITY);
    assertThat(writeConcern("mongodb://127.0.0.1:1/db?w=1")).isEqualTo(WriteConcern.W1);
  }

  private static WriteConcern writeConcern(String uri) throws Trouble {
    try (MongoClient client = MongoAddress.of(at(uri)).client(new PoolWatch(4))) {
      return client.getWriteConcern();
    }
  }

  /** Also a string with a password in clear text, to which a reference may lead. */
  private static Resolved<MongoDbSpec> at(String uri) {
    MongoDbSpec spec = new MongoDbSpec("${env:URI}", 4);
    return new Resolved<>("target", spec, new Secret(uri), (text, place) -> text);
  }

  private static void assertTrouble(String uri, ErrorCode code) {
    assertThatThrownBy(() -> Emulator.openAt(uri, "c", "_id"))
        .isInstanceOfSatisfying(Trouble.class, e -> assertThat(e.code()).isEqualTo(code))
        .satisfies(e -> assertThat(printed(e)).doesNotContain("s3cret"));
  }

  private static String printed(Throwable e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }
}
