package io.godwit.mongodb;

import com.mongodb.client.MongoDatabase;
import io.godwit.common.spec.SinkSpec;
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
   * The collations of a sink's collection. A collection that is not there yet will have none; those
   * of a name with {@code {file}} are not looked at, and taken for such.
   */
  static Collations of(SinkSpec.Collection spec, MongoDatabase database) {
    if (!new TargetName(spec.collection()).isFixed()) {
      return new Collations(List.of());
    }
    List<Document> found = new ArrayList<>();
    for (Document collection : database.listCollections()) {
      if (spec.collection().equals(collection.getString("name"))) {
        add(collection.get("options", new Document()), found);
        for (Document index : database.getCollection(spec.collection()).listIndexes()) {
          if (index.getBoolean("unique", false)) {
            add(index, found);
          }
        }
      }
    }
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
