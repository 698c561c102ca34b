package io.godwit.mongodb.source;

import java.util.Optional;
import java.util.UUID;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.BsonString;

/**
 * A collection as the server lists it.
 *
 * @param name which is also the unit
 * @param type {@code collection}, {@code view} or {@code timeseries}
 * @param identity its UUID, which another collection of the name has not; empty where a service
 *     that speaks MongoDB's protocol has no such number
 * @param ordered whether there is an order of {@code _id} to read it by
 */
record ChosenCollection(String name, String type, String identity, boolean ordered) {

  static ChosenCollection of(BsonDocument listed) {
    BsonDocument options = listed.getDocument("options", new BsonDocument());
    return new ChosenCollection(
        listed.getString("name").getValue(),
        // Servers before 3.4 had no types, and no views either.
        listed.getString("type", new BsonString("collection")).getValue(),
        identity(listed),
        listed.containsKey("idIndex") || options.containsKey("clusteredIndex"));
  }

  private static String identity(BsonDocument listed) {
    BsonDocument info = listed.getDocument("info", new BsonDocument());
    return Optional.ofNullable(info.get("uuid"))
        .filter(BsonBinary.class::isInstance)
        .map(uuid -> uuid.asBinary().asUuid())
        .map(UUID::toString)
        .orElse("");
  }

  /** Why it cannot be read in ranges; empty where it can. */
  Optional<String> unreadable() {
    if (!type.equals("collection")) {
      return Optional.of(
          "is a "
              + type
              + ", which has no index over _id to be read and resumed by; read what it is made of,"
              + " with source.filter, or put it into a collection by $merge");
    }
    return ordered
        ? Optional.empty()
        : Optional.of("has no index over _id to be read and resumed by; create one over _id");
  }
}
