package io.godwit.mongodb.gone;

import io.godwit.common.spec.GoneSpec;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.mongodb.JobFilter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * What a job says of documents whose record is gone, in MongoDB's words. Without state.
 *
 * @param spec as the job file has it
 */
public record GoneRule(GoneSpec spec) {

  private static final String GONE = "gone";

  /**
   * Refuses what can never be right.
   *
   * @param key the fields that a document is found by
   * @throws BrokenRule where {@code owns} is no filter, or the field cannot be a mark
   */
  public static void check(GoneSpec spec, List<String> key) {
    owns(spec);
    spec.column()
        .ifPresent(field -> {
          if (key.contains(field) || field.startsWith("$") || field.indexOf('.') >= 0) {
            throw new BrokenRule(
                "column names a field of the document itself, without '.' and '$', that is not of"
                    + " the key",
                GONE);
          }
        });
  }

  private static Optional<BsonDocument> owns(GoneSpec spec) {
    return spec.owns()
        .filter(text -> !text.equals(GoneSpec.ALL))
        .map(text -> JobFilter.parse(text, GONE));
  }

  /** Finds the documents that are the job's, and not marked. */
  BsonDocument owned() {
    BsonArray all = new BsonArray();
    owns(spec).ifPresent(all::add);
    spec.column().ifPresent(field -> all.add(new BsonDocument(field, unmarked())));
    return all.isEmpty() ? new BsonDocument() : new BsonDocument("$and", all);
  }

  private BsonValue unmarked() {
    return isTime() ? BsonNull.VALUE : new BsonDocument("$ne", new BsonString(spec.value()));
  }

  private boolean isTime() {
    return spec.value().equals(GoneSpec.NOW);
  }

  /** What marks a document; empty where it is deleted. */
  Optional<BsonDocument> mark(Instant now) {
    BsonValue value =
        isTime() ? new BsonDateTime(now.toEpochMilli()) : new BsonString(spec.value());
    return spec.column().map(field -> new BsonDocument("$set", new BsonDocument(field, value)));
  }
}
