package io.godwit.mongodb.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.sink.SupportsBaseline;
import io.godwit.mongodb.Emulator;
import io.godwit.mongodb.MongoErrors;
import io.godwit.testkit.contract.OpenSink;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * A collection that is altered while a run is on its way. The stand-in knows indexes, but neither
 * validators nor numbers of collections: those are shown by what a server would say of them.
 */
class CollectionGuardTest {

  /** Of these guards nothing is wanted but to compare. */
  private static final MongoDatabase NOT_ASKED =
      (MongoDatabase)
          Proxy.newProxyInstance(
              MongoDatabase.class.getClassLoader(),
              new Class<?>[] {MongoDatabase.class},
              (proxy, method, arguments) -> {
                throw new AssertionError(method.getName());
              });

  private static final IndexOptions UNIQUE = new IndexOptions().unique(true);

  private static Document document(int id, String mail) {
    return Document.of("_id", new Value.Int32(id)).with("mail", new Value.Text(mail));
  }

  private static void write(OpenSink sink, int id, String mail) throws Trouble {
    assertThat(sink.write(List.of(Emulator.record(document(id, mail)))))
        .containsExactly(Outcome.Written.WRITTEN);
  }

  private static void assertAltered(OpenSink sink, String words) {
    assertThatThrownBy(() -> sink.write(List.of(Emulator.record(document(9, "same")))))
        .isInstanceOfSatisfying(
            Trouble.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TARGET_ALTERED))
        .hasMessageContaining(words);
  }

  @Test
  void aRecordThatANewIndexRefusesIsNotFailedAndGoesInWhenTheIndexIsGone() throws Exception {
    try (Emulator emulator = new Emulator();
        OpenSink sink = emulator.open("c", "_id")) {
      write(sink, 1, "same");
      String index = emulator.collection("c").createIndex(bson("{mail: 1}"), UNIQUE);

      assertAltered(sink, "unique index mail_1 was not there");
      assertAltered(sink, "unique index mail_1 was not there");
      emulator.collection("c").dropIndex(index);
      write(sink, 9, "same");
    }
  }

  @Test
  void anAcceptedIndexDecidesAsAnyOther() throws Exception {
    try (Emulator emulator = new Emulator();
        OpenSink sink = emulator.open("c", "_id")) {
      write(sink, 1, "same");
      SupportsBaseline target = sink.as(SupportsBaseline.class);
      AtomicReference<SortedMap<String, String>> ruled = new AtomicReference<>(target.baseline());
      target.restOn(ruled::get);
      emulator.collection("c").createIndex(bson("{mail: 1}"), UNIQUE);
      assertAltered(sink, "unique index mail_1");

      try (OpenSink other = emulator.open("c", "_id")) {
        SupportsBaseline found = other.as(SupportsBaseline.class);
        assertThat(found.differences(ruled.get())).hasSize(1);
        ruled.set(found.baseline());
      }

      assertThat(sink.write(List.of(Emulator.record(document(9, "same")))))
          .singleElement()
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> assertThat(failed.failure().code()).isEqualTo(ErrorCode.TARGET_CONSTRAINT));
    }
  }

  @Test
  void theIndexOfTheKeyMustBeThereUnderWhateverName() throws Exception {
    try (Emulator emulator = new Emulator()) {
      String index = emulator.collection("c").createIndex(bson("{mail: 1}"), UNIQUE);
      try (OpenSink sink = emulator.open("c", "mail")) {
        write(sink, 1, "a");
        emulator.collection("c").dropIndex(index);
        assertAltered(sink, "cannot be accepted");

        emulator
            .collection("c")
            .createIndex(bson("{mail: 1}"), new IndexOptions().unique(true).name("again"));
        write(sink, 9, "same");
      }
    }
  }

  @Test
  void aCollectionThatIsGoneIsAltered() throws Exception {
    SortedMap<String, String> was = new TreeMap<>(Map.of(CollectionFacts.COLLECTION, "1"));

    assertThat(CollectionGuard.differences(was, Collections.emptySortedMap()))
        .containsExactly("the collection is gone");
    assertThat(CollectionGuard.differences(Collections.emptySortedMap(), was)).isEmpty();
  }

  @Test
  void anotherCollectionOfTheNameIsRefused() {
    UUID first = UUID.fromString("11111111-2222-3333-4444-555555555555");
    UUID second = UUID.fromString("99999999-2222-3333-4444-555555555555");

    assertThatThrownBy(() -> guard(described(second)).differencesTo(described(first).facts()))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TARGET_REPLACED))
        .hasMessageContaining(first.toString())
        .hasMessageContaining(second.toString());
    assertThat(guard(described(first)).differencesTo(described(first).facts())).isEmpty();
  }

  @Test
  void aValidatorThatIsNewOrChangedIsAltered() {
    CollectionFacts plain = described(new UUID(1, 1));
    CollectionFacts strict = described(new UUID(1, 1));
    strict.options().append("validator", bson("{mail: {$exists: true}}"));

    assertThat(guard(strict).differencesTo(plain.facts()))
        .singleElement()
        .asString()
        .startsWith("validator was not there, is ");
    assertThat(guard(plain).differencesTo(strict.facts()))
        .singleElement()
        .asString()
        .endsWith(", is gone");
  }

  private static CollectionGuard guard(CollectionFacts found) {
    MongoSink.Target target = new MongoSink.Target("c", true, List.of("_id"), Collations.of(found));
    return new CollectionGuard(NOT_ASKED, target, new MongoErrors("s"), found);
  }

  private static CollectionFacts described(UUID uuid) {
    org.bson.Document collection =
        new org.bson.Document("name", "c")
            .append("options", new org.bson.Document())
            .append("info", new org.bson.Document("uuid", uuid));
    return new CollectionFacts(Optional.of(collection), List.of());
  }

  private static org.bson.Document bson(String json) {
    return org.bson.Document.parse(json);
  }
}
