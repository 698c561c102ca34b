package io.godwit.mongodb.source;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.Source;
import io.godwit.mongodb.Emulator;
import io.godwit.testkit.contract.SourceContract;
import io.godwit.testkit.contract.SourceGround;
import org.bson.RawBsonDocument;

/** MongoDB, as the server in memory stands for it, keeps to the contract of sources. */
class MongoSourceContractTest implements SourceContract {

  @Override
  public SourceGround ground() {
    Emulator emulator = new Emulator();
    for (int i = 0; i < 60; i++) {
      String id = i % 3 == 0 ? "\"id" + i + "\"" : i % 3 == 1 ? "" + i : "{\"n\": " + i + "}";
      // One is without the key, and so cannot be read.
      String key = i == 17 ? "" : ", \"key\": " + i;
      emulator
          .collection(i < 40 ? "form_a" : "form_b")
          .insertOne(RawBsonDocument.parse("{\"_id\": " + id + key + ", \"v\": [1, null]}"));
    }
    return new Ground(emulator);
  }

  private record Ground(Emulator emulator) implements SourceGround {

    @Override
    public Source open() throws Trouble {
      CollectionsSpec all = Emulator.reading(7, "form_*");
      return emulator.source(
          new CollectionsSpec(
              all.collections(),
              all.in(),
              all.filter(),
              java.util.List.of("key"),
              all.duplicates(),
              all.split()));
    }

    @Override
    public int records() {
      return 60;
    }

    @Override
    public int unreadable() {
      return 1;
    }

    @Override
    public void change() {
      emulator.collection("form_c").insertOne(RawBsonDocument.parse("{\"_id\": 1, \"key\": 1}"));
    }

    @Override
    public void close() {
      emulator.close();
    }
  }
}
