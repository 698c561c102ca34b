package io.godwit.mongodb.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.godwit.common.model.Write;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.Sink;
import io.godwit.mongodb.Emulator;
import io.godwit.mongodb.MongoErrors;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.junit.jupiter.api.Test;

/** What goes over the wire: the server here applies a bulk in order, real ones need not. */
class RoundsTest {

  @Test
  void noCommandHoldsAKeyTwiceOrMoreThanItsShare() throws Exception {
    List<List<BsonValue>> commands = new ArrayList<>();
    try (Emulator emulator = new Emulator();
        MongoClient client = listening(emulator, commands)) {
      sink(client).write(batch());
    }
    assertThat(commands).hasSizeGreaterThan(3);
    assertThat(commands).allSatisfy(keys -> assertThat(new HashSet<>(keys)).hasSameSizeAs(keys));
    assertThat(commands).allSatisfy(keys -> assertThat(keys).hasSizeLessThanOrEqualTo(1_000));
    assertThat(commands.stream().mapToInt(List::size).sum()).isEqualTo(2_003);
  }

  private static Sink sink(MongoClient client) {
    MongoDatabase database = client.getDatabase("godwit");
    MongoSink.Target target =
        new MongoSink.Target("c", true, List.of("_id"), new Collations(List.of()));
    MongoErrors errors = new MongoErrors("s");
    CollectionGuard guard = new CollectionGuard(database, target, errors, CollectionFacts.NOTHING);
    return new MongoSink(database, target, errors, guard);
  }

  /** 2,000 keys, one of them four times by numbers that are equal to MongoDB. */
  private static List<Write> batch() {
    List<Write> batch = new ArrayList<>();
    for (Value seven :
        List.of(
            new Value.Int64(7), new Value.Float64(7), new Value.Decimal(new BigDecimal("7.00")))) {
      batch.add(Write.of(Emulator.record(Document.of("_id", seven))));
    }
    for (int i = 0; i < 2_000; i++) {
      batch.add(Write.of(Emulator.record(Document.of("_id", new Value.Int32(i)))));
    }
    return batch;
  }

  private static MongoClient listening(Emulator emulator, List<List<BsonValue>> commands) {
    CommandListener listener =
        new CommandListener() {
          @Override
          public void commandStarted(CommandStartedEvent event) {
            if (event.getCommandName().equals("update")) {
              commands.add(
                  event.getCommand().getArray("updates").stream()
                      .map(BsonValue::asDocument)
                      .map(RoundsTest::number)
                      .toList());
            }
          }
        };
    return MongoClients.create(
        MongoClientSettings.builder()
            .applyConnectionString(
                new ConnectionString(
                    "mongodb://127.0.0.1:" + emulator.port() + "/?directConnection=true"))
            .addCommandListener(listener)
            .build());
  }

  private static BsonValue number(BsonDocument update) {
    BsonValue id = update.getDocument("q").get("_id");
    return new org.bson.BsonInt64(id.asNumber().longValue());
  }
}
