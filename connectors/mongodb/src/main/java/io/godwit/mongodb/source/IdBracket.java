package io.godwit.mongodb.source;

import io.godwit.mongodb.bson.RawValue;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * The types of {@code _id} that MongoDB compares with one another, in the order in which an index
 * holds them. A comparison finds values of its own bracket alone, so a range lies within one.
 *
 * <p>Not-a-number is a bracket of its own: an index holds it below all numbers, and no comparison
 * with a number finds it. Arrays, regular expressions and {@code undefined} cannot be an {@code
 * _id}.
 */
enum IdBracket {
  MIN_KEY(true),
  NULL(true),
  NOT_A_NUMBER(true),
  NUMBER(false),
  /** Symbols are among them. */
  STRING(false),
  OBJECT(false),
  BINARY(false),
  OBJECT_ID(false),
  BOOLEAN(false),
  DATE(false),
  TIMESTAMP(false),
  DB_POINTER(false),
  JAVASCRIPT(false),
  SCOPED_JAVASCRIPT(false),
  MAX_KEY(true);

  static final String ID = "_id";

  private final boolean single;

  IdBracket(boolean single) {
    this.single = single;
  }

  /** Whether it holds one value only, of which nothing is greater or less. */
  boolean isSingle() {
    return single;
  }

  /** Finds all documents whose id is in here. */
  BsonDocument filter() {
    return new BsonDocument(ID, condition());
  }

  private BsonDocument condition() {
    return switch (this) {
      case MIN_KEY -> type("minKey");
      case NULL -> type("null");
      case NOT_A_NUMBER -> new BsonDocument("$eq", new BsonDouble(Double.NaN));
      // By its ends, since the type would also find not-a-number.
      case NUMBER ->
          new BsonDocument("$gte", new BsonDouble(Double.NEGATIVE_INFINITY))
              .append("$lte", new BsonDouble(Double.POSITIVE_INFINITY));
      // From the empty one on, which finds symbols, too.
      case STRING -> new BsonDocument("$gte", new BsonString(""));
      case OBJECT -> type("object");
      case BINARY -> type("binData");
      case OBJECT_ID -> type("objectId");
      case BOOLEAN -> type("bool");
      case DATE -> type("date");
      case TIMESTAMP -> type("timestamp");
      case DB_POINTER -> type("dbPointer");
      case JAVASCRIPT -> type("javascript");
      case SCOPED_JAVASCRIPT -> type("javascriptWithScope");
      case MAX_KEY -> type("maxKey");
    };
  }

  private static BsonDocument type(String alias) {
    return new BsonDocument("$type", new BsonString(alias));
  }

  /** Where an id belongs; empty where it is of a type that none can have. */
  static Optional<IdBracket> of(RawValue id) {
    BsonValue value = id.read();
    return switch (value.getBsonType()) {
      case MIN_KEY -> Optional.of(MIN_KEY);
      case NULL -> Optional.of(NULL);
      case INT32, INT64 -> Optional.of(NUMBER);
      case DOUBLE -> Optional.of(number(Double.isNaN(value.asDouble().getValue())));
      case DECIMAL128 -> Optional.of(number(value.asDecimal128().getValue().isNaN()));
      case STRING, SYMBOL -> Optional.of(STRING);
      case DOCUMENT -> Optional.of(OBJECT);
      case BINARY -> Optional.of(BINARY);
      case OBJECT_ID -> Optional.of(OBJECT_ID);
      case BOOLEAN -> Optional.of(BOOLEAN);
      case DATE_TIME -> Optional.of(DATE);
      case TIMESTAMP -> Optional.of(TIMESTAMP);
      case DB_POINTER -> Optional.of(DB_POINTER);
      case JAVASCRIPT -> Optional.of(JAVASCRIPT);
      case JAVASCRIPT_WITH_SCOPE -> Optional.of(SCOPED_JAVASCRIPT);
      case MAX_KEY -> Optional.of(MAX_KEY);
      case ARRAY, REGULAR_EXPRESSION, UNDEFINED, END_OF_DOCUMENT -> Optional.empty();
    };
  }

  private static IdBracket number(boolean isNone) {
    return isNone ? NOT_A_NUMBER : NUMBER;
  }
}
