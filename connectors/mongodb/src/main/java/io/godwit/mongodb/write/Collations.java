package io.godwit.mongodb.write;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;

/**
 * The collations by which a collection compares keys: its own, and those of its unique indexes.
 *
 * @param found as the server describes them; those that compare bytes are not among them
 */
record Collations(List<Document> found) {

  /** Of these locales it is known that they find no letters equal that others hold apart. */
  private static final Set<String> KNOWN = Set.of("en", "en_US", "de", "fr", "it", "nl", "pt");

  private static final String LOCALE = "locale";
  private static final String COLLATION = "collation";

  /**
   * The collations of a collection; one that is not there, or of which nothing is known, has none.
   */
  static Collations of(CollectionFacts collection) {
    List<Document> found = new ArrayList<>();
    add(collection.options(), found);
    collection.unique().forEach(index -> add(index, found));
    return new Collations(found);
  }

  private static void add(Document described, List<Document> found) {
    if (described.get(COLLATION) instanceof Document collation
        && !"simple".equals(collation.getString(LOCALE))) {
      found.add(collation);
    }
  }

  /** Whether keys are compared by their bytes. */
  boolean none() {
    return found.isEmpty();
  }

  /**
   * Refuses a collection in which the server alone knows which document a key finds.
   *
   * @throws Refused where there is any
   */
  void requireNone(String collection) {
    if (!none()) {
      throw new Refused(
          ErrorCode.UNDO_REFUSED,
          "undo: the collection "
              + collection
              + " compares keys by a collation ("
              + found.getFirst().toJson()
              + "), so it is not known which document a key had found before; leave undo away, or"
              + " give the collection and its unique indexes none");
    }
  }

  /** Why it is not known which keys are equal; empty where it is. */
  Optional<String> unknown() {
    return found.stream()
        .filter(collation -> !isKnown(collation))
        .findFirst()
        .map(collation ->
            "the collection has a collation of which it is not known what it finds equal: "
                + collation.toJson());
  }

  private static boolean isKnown(Document collation) {
    return KNOWN.contains(String.valueOf(collation.getString(LOCALE)))
        && !collation.getBoolean("numericOrdering", false)
        && !"shifted".equals(collation.getString("alternate"));
  }
}
