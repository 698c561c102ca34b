package io.godwit.mongodb.source;

import io.godwit.mongodb.bson.RawValue;
import java.util.List;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonDocument;

/**
 * Documents of one collection whose ids lie behind one value and up to another, both of one {@link
 * IdBracket}. The ends are ids that were read; whether they still exist does not matter.
 *
 * @param collection which one it was cut from, as {@link ChosenCollection#identity()} has it
 * @param after the last id before the range; empty where it begins with its bracket
 * @param to its last id
 */
record IdRange(String collection, Optional<RawValue> after, RawValue to) {

  /** No value as text has one: JSON spells it as an escape. */
  private static final String BETWEEN = "\t";

  /** As it stands in a plan. */
  String text() {
    return String.join(BETWEEN, collection, after.map(RawValue::text).orElse(""), to.text());
  }

  /**
   * The range of a text.
   *
   * @throws IllegalArgumentException where {@link #text} has not made it
   */
  static IdRange parse(String text) {
    String[] parts = text.split(BETWEEN, -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("no range of ids: " + text);
    }
    return new IdRange(
        parts[0],
        Optional.of(parts[1]).filter(after -> !after.isEmpty()).map(RawValue::parse),
        RawValue.parse(parts[2]));
  }

  /** Finds all of its documents. */
  BsonDocument filter() {
    return IdBracket.of(to).filter(IdBracket::isSingle).isPresent()
        ? compare("$eq", to)
        : between(after, to);
  }

  /** Finds those behind an id of its own; empty where there can be none. */
  Optional<BsonDocument> behind(RawValue id) {
    return IdBracket.of(to).filter(IdBracket::isSingle).isPresent()
        ? Optional.empty()
        : Optional.of(between(Optional.of(id), to));
  }

  private static BsonDocument between(Optional<RawValue> after, RawValue to) {
    BsonDocument upTo = compare("$lte", to);
    return after.map(id -> both(compare("$gt", id), upTo)).orElse(upTo);
  }

  /** Finds the ids that compare so with a value, of its bracket alone. */
  static BsonDocument compare(String operator, RawValue with) {
    return new BsonDocument(IdBracket.ID, with.under(operator));
  }

  /** Finds what two filters find. */
  static BsonDocument both(BsonDocument one, BsonDocument other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isEmpty() ? other : one;
    }
    return new BsonDocument("$and", new BsonArray(List.of(one, other)));
  }
}
