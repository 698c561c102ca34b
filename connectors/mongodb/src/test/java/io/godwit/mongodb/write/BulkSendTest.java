package io.godwit.mongodb.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.ServerAddress;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOneModel;
import io.godwit.common.model.Answer;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.mongodb.MongoErrors;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;

/** Answers that the stand-in of a server never gives: those of a database made by hand. */
class BulkSendTest {

  private static final int UNKNOWN = 20_001;
  private static final int MOST = 16;

  private final List<List<Integer>> commands = new ArrayList<>();
  private final Answer[] answers = new Answer[1000];

  /** What the server says of a command that holds the documents of these numbers. */
  private interface Server {
    void take(List<Integer> ids);
  }

  private BulkSend to(Server server, int most) {
    Arrays.fill(answers, Outcome.Written.WRITTEN);
    Object collection =
        Proxy.newProxyInstance(
            MongoCollection.class.getClassLoader(),
            new Class<?>[] {MongoCollection.class},
            (proxy, method, arguments) -> {
              List<Integer> ids =
                  ((List<?>) arguments[0])
                      .stream()
                          .map(model -> (ReplaceOneModel<?>) model)
                          .map(model ->
                              model.getFilter().toBsonDocument().getInt32("_id").getValue())
                          .toList();
              commands.add(ids);
              server.take(ids);
              return BulkWriteResult.unacknowledged();
            });
    MongoDatabase database =
        (MongoDatabase)
            Proxy.newProxyInstance(
                MongoDatabase.class.getClassLoader(),
                new Class<?>[] {MongoDatabase.class},
                (proxy, method, arguments) -> collection);
    return new BulkSend(database, new MongoErrors("s"), Set.of("_id_"), answers, most);
  }

  private static List<BulkSend.Operation> all() {
    return IntStream.range(0, 1000)
        .mapToObj(i -> {
          BsonDocument id = new BsonDocument("_id", new BsonInt32(i));
          RawBsonDocument document = RawBsonDocument.parse(id.toJson());
          return new BulkSend.Operation(i, new ReplaceOneModel<>(id, document));
        })
        .toList();
  }

  private static MongoCommandException command(int code) {
    return new MongoCommandException(
        new BsonDocument("ok", new BsonInt32(0))
            .append("code", new BsonInt32(code))
            .append("errmsg", new BsonString("rule 7 is broken")),
        new ServerAddress());
  }

  private static MongoBulkWriteException errors(List<Integer> ids, IntPredicate bad) {
    List<BulkWriteError> errors =
        IntStream.range(0, ids.size())
            .filter(i -> bad.test(ids.get(i)))
            .mapToObj(i -> new BulkWriteError(UNKNOWN, "rule 7 is broken", new BsonDocument(), i))
            .toList();
    return new MongoBulkWriteException(
        BulkWriteResult.unacknowledged(), errors, null, new ServerAddress(), Set.of());
  }

  private List<Integer> doubted() {
    return IntStream.range(0, answers.length)
        .filter(i -> answers[i] instanceof Answer.Doubt)
        .boxed()
        .toList();
  }

  @Test
  void anUnknownErrorOfADocumentIsADoubtAboutIt() throws Exception {
    BulkSend send =
        to(
            ids -> {
              throw errors(ids, id -> id == 617);
            },
            MOST);

    send.send("c", all());

    assertThat(doubted()).containsExactly(617);
    assertThat(answers[617])
        .isInstanceOfSatisfying(
            Answer.Doubt.class,
            doubt ->
                assertThat(doubt.failure().message()).isEqualTo("rule 7 is broken (code 20001)"));
  }

  @Test
  void anUnknownErrorOfACommandIsHalvedDownToItsDocument() throws Exception {
    BulkSend send =
        to(
            ids -> {
              if (ids.contains(617)) {
                throw command(UNKNOWN);
              }
            },
            MOST);

    send.send("c", all());

    assertThat(doubted()).containsExactly(617);
    assertThat(commands).hasSizeLessThan(30);
  }

  @Test
  void aServerThatRefusesEverythingCostsFewCommands() {
    BulkSend whole =
        to(
            ids -> {
              throw command(UNKNOWN);
            },
            MOST);
    assertRefusesAll(whole);
    assertThat(commands).hasSizeLessThan(20);

    BulkSend each =
        to(
            ids -> {
              throw errors(ids, id -> true);
            },
            MOST);
    assertRefusesAll(each);
  }

  private static void assertRefusesAll(BulkSend send) {
    assertThatThrownBy(() -> send.send("c", all()))
        .isInstanceOfSatisfying(
            Trouble.class, t -> assertThat(t.code()).isEqualTo(ErrorCode.TARGET_REFUSES_ALL))
        .hasMessageContaining("rule 7 is broken (code 20001)");
  }

  @Test
  void whoeverKnowsOfAWitnessHasAllOfThemIsolated() throws Exception {
    to(
            ids -> {
              throw command(UNKNOWN);
            },
            Integer.MAX_VALUE)
        .send("c", all());
    assertThat(doubted()).hasSize(1000);
  }

  @Test
  void whatPassesBlamesNobody() {
    BulkSend send =
        to(
            ids -> {
              throw command(112);
            },
            MOST);
    assertThatThrownBy(() -> send.send("c", all()))
        .isInstanceOfSatisfying(
            Trouble.class, t -> assertThat(t.code()).isEqualTo(ErrorCode.TARGET_CONFLICT));
    assertThat(doubted()).isEmpty();
  }
}
