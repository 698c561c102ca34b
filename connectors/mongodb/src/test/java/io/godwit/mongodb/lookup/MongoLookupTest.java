package io.godwit.mongodb.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.Lookup;
import io.godwit.common.spi.LookupQuery;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.ResourceBound;
import io.godwit.common.spi.SupportsBound;
import io.godwit.common.wire.cbor.RowEncoder;
import io.godwit.mongodb.Emulator;
import io.godwit.mongodb.MongoDbSpec;
import io.godwit.testkit.contract.LookupContract;
import io.godwit.testkit.contract.LookupGround;
import io.godwit.testkit.contract.PlainConnections;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MongoLookupTest {

  private static Lookup open(Emulator server, LookupQuery query) throws Trouble {
    PlainConnections connections =
        PlainConnections.of("m", new MongoDbSpec("${env:MONGODB_URL}", 3), server.uri());
    return new MongoLookupConnector()
        .open("m", query, new Opening(connections, Path.of(""), RowEncoder::new));
  }

  private static LookupQuery by(List<String> columns, Optional<String> hint, String... take) {
    return new LookupQuery("u", columns, List.of(take), 1000, hint);
  }

  private static void insert(Emulator server, String... documents) {
    for (String document : documents) {
      server.collection("u").insertOne(RawBsonDocument.parse(document));
    }
  }

  private static Value text(String text) {
    return new Value.Text(text);
  }

  private static Value key(Value... parts) {
    return new Value.Array(List.of(parts));
  }

  @Nested
  class Contract implements LookupContract {
    @Override
    public LookupGround ground() {
      Emulator server = new Emulator();
      for (int id = 1; id <= 120; id++) {
        insert(server, "{ _id: %d, name: '%d', more: 1 }".formatted(id, id));
      }
      return new Ground(server);
    }
  }

  private record Ground(Emulator server) implements LookupGround {
    @Override
    public Lookup open() throws Trouble {
      return MongoLookupTest.open(server, by(List.of("_id"), Optional.empty(), "name"));
    }

    @Override
    public int rows() {
      return 120;
    }

    @Override
    public List<Value> spellingsOfSeven() {
      return List.of(
          new Value.Int32(7), new Value.Float64(7), new Value.Decimal(new BigDecimal("7.0")));
    }

    @Override
    public void takeAway() {
      server.close();
    }

    @Override
    public void close() {
      server.close();
    }
  }

  @Test
  void severalFieldsFindADocumentTogether() throws Exception {
    try (Emulator server = new Emulator()) {
      insert(
          server,
          "{ a: 1, b: 'x', v: 'one' }",
          "{ a: 1, b: 'y', v: { deep: true } }",
          "{ a: 2, b: 'x' }");
      server
          .collection("u")
          .createIndex(Indexes.ascending("a", "b"), new IndexOptions().unique(true).name("ab"));
      try (Lookup lookup = open(server, by(List.of("b", "a"), Optional.of("ab"), "v", "a"))) {
        Value one = key(text("x"), new Value.Int64(1));
        Value same = key(text("x"), new Value.Float64(1));
        Value deep = key(text("y"), new Value.Int32(1));
        Value bare = key(text("x"), new Value.Int32(2));
        Map<Value, Document> found =
            lookup.find(
                Set.of(one, same, deep, bare, key(text("y"), new Value.Int32(2)), text("x")));
        assertThat(found).containsOnlyKeys(one, same, deep, bare);
        assertThat(found.get(one))
            .isEqualTo(Document.of("v", text("one")).with("a", new Value.Int32(1)))
            .isEqualTo(found.get(same));
        assertThat(found.get(deep).value(0))
            .isEqualTo(new Value.Nested(Document.of("deep", new Value.Bool(true))));
        assertThat(found.get(bare).value(0)).isEqualTo(Value.Null.NULL);
      }
    }
  }

  /** Nothing that a record holds becomes an operator, a pattern or a search in arrays. */
  @Test
  void noKeyIsTakenForAnythingElse() throws Exception {
    try (Emulator server = new Emulator()) {
      insert(server, "{ _id: 'abc', v: 1 }", "{ _id: { x: 1 }, v: 2 }");
      try (Lookup lookup = open(server, by(List.of("_id"), Optional.empty(), "v"))) {
        assertThat(
                lookup.find(
                    Set.of(
                        new Value.Regex("a.*", ""),
                        new Value.Nested(Document.of("$gt", text(""))),
                        key(text("abc")),
                        text("ABC"),
                        text("abc"))))
            .containsOnlyKeys(text("abc"));
        assertThat(((SupportsBound) lookup).bound())
            .isInstanceOfSatisfying(
                ResourceBound.AtOnce.class, bound -> assertThat(bound.batches()).isEqualTo(3));
      }
    }
  }

  @Test
  void whatCannotBeLookedUpIsRefused() {
    try (Emulator server = new Emulator()) {
      assertRefused(server, by(List.of("_id"), Optional.empty(), "v"), ErrorCode.TABLE_MISSING);
      insert(server, "{ a: 1 }");
      server
          .collection("u")
          .createIndex(
              Indexes.ascending("p"),
              new IndexOptions()
                  .unique(true)
                  .partialFilterExpression(RawBsonDocument.parse("{ p: { $gt: 5 } }")));
      assertRefused(server, by(List.of("a"), Optional.empty(), "v"), ErrorCode.KEY_NOT_UNIQUE);
      assertRefused(server, by(List.of("p"), Optional.empty(), "v"), ErrorCode.KEY_NOT_UNIQUE);
      assertRefused(server, by(List.of("a.b"), Optional.empty(), "v"), ErrorCode.JOB_INVALID);
      assertRefused(server, by(List.of("_id"), Optional.empty(), "$v"), ErrorCode.JOB_INVALID);
      assertRefused(server, by(List.of("_id"), Optional.of("no"), "v"), ErrorCode.JOB_INVALID);
    }
  }

  private static void assertRefused(Emulator server, LookupQuery query, ErrorCode code) {
    assertThatThrownBy(() -> open(server, query).close())
        .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
