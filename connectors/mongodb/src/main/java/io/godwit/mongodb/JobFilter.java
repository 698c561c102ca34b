package io.godwit.mongodb;

import io.godwit.common.spec.rule.BrokenRule;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonSerializationException;
import org.bson.BsonValue;
import org.bson.json.JsonParseException;

/** Filters of job files: MongoDB's own, in Extended JSON. */
public final class JobFilter {

  /** What no count takes, or brings an order of its own: neither can be read in ranges. */
  private static final Set<String> NOT_COUNTED = Set.of("$where", "$near", "$nearSphere", "$text");

  private JobFilter() {}

  /**
   * The filter that a text spells.
   *
   * @param key of the job file that it stands under
   * @throws BrokenRule where it spells none, or one that cannot be counted
   */
  public static BsonDocument parse(String text, String key) {
    BsonDocument filter;
    try {
      filter = BsonDocument.parse(text);
    } catch (JsonParseException
        | BsonInvalidOperationException
        | BsonSerializationException
        | IllegalArgumentException e) {
      throw new BrokenRule(
          "a filter is one object of Extended JSON, such as {\"form\": 7}; this is none: "
              + e.getMessage(),
          key);
    }
    notCounted(filter)
        .ifPresent(operator -> {
          throw new BrokenRule(
              "a filter with "
                  + operator
                  + " can be neither counted nor read in ranges; use $expr, $regex or $geoWithin",
              key);
        });
    return filter;
  }

  private static Optional<String> notCounted(BsonValue value) {
    if (value instanceof BsonDocument document) {
      return document.entrySet().stream()
          .flatMap(field ->
              NOT_COUNTED.contains(field.getKey())
                  ? Optional.of(field.getKey()).stream()
                  : notCounted(field.getValue()).stream())
          .findFirst();
    }
    return value instanceof BsonArray array
        ? array.stream().flatMap(one -> notCounted(one).stream()).findFirst()
        : Optional.empty();
  }
}
