package io.godwit.mongodb.write;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import io.godwit.common.model.Phase;
import io.godwit.common.model.TargetPlan;
import io.godwit.common.model.Task;
import io.godwit.common.model.failure.Trouble;
import io.godwit.mongodb.MongoErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.Document;

/**
 * Unique indexes over keys that are there for a run alone: made before the load, dropped after it.
 * A key that the target's own users never ask for, such as the id in the old system, would
 * otherwise have to be indexed by hand before, and after.
 *
 * <p>What is ours is known by its name, which says that it is Godwit's and over which fields. So
 * both tasks may be done again after a crash: the server takes a second {@code createIndexes} of
 * the same index for done, and an index that is not there for dropped. A run that is given up
 * leaves its index behind; the next one of the job uses it and drops it. An index over the same
 * fields that has another name is not ours: it is used, named, and stays.
 *
 * <p>Two jobs that write one collection by one key share the index, and the first to end drops it;
 * the guard of the other ({@link CollectionGuard}) stops it then, before documents are doubled.
 */
final class TemporaryIndexes {

  private static final String OURS = "godwit_temporary_";

  /** Namespace not found, index not found: there is nothing left to drop. */
  private static final Set<Integer> ABSENT = Set.of(26, 27);

  /**
   * Doubled keys, arrays in two fields, an index of this key or name that is another one, one too
   * many, no such right: what a repeat would meet again.
   */
  private static final Set<Integer> REFUSED = Set.of(11000, 171, 85, 86, 67, 13);

  private final MongoDatabase database;
  private final MongoErrors errors;

  TemporaryIndexes(MongoDatabase database, MongoErrors errors) {
    this.database = database;
    this.errors = errors;
  }

  /** Whether a repeat of the command would meet the same. */
  static boolean isRefusal(MongoCommandException e) {
    return REFUSED.contains(e.getErrorCode());
  }

  /** The server's words for it. */
  static String said(MongoCommandException e) {
    return e.getErrorMessage() + " (code " + e.getErrorCode() + ")";
  }

  /** Whether an index of this name is made and dropped by runs. */
  static boolean isOurs(String name) {
    return name.startsWith(OURS);
  }

  /**
   * The tasks for those collections that want it, and what a person should know of their indexes.
   *
   * @throws Trouble where the server does not answer
   */
  TargetPlan plan(List<CollectionSpec> specs) throws Trouble {
    List<Task> made = new ArrayList<>();
    List<Task> dropped = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    for (CollectionSpec spec : specs.stream().filter(CollectionSpec::temporaryIndex).toList()) {
      String name = OURS + String.join("_", spec.key());
      CollectionFacts found = found(spec);
      Set<String> indexes = found.keyIndexes(spec.key());
      List<String> others = indexes.stream().filter(index -> !isOurs(index)).toList();
      if (others.isEmpty()) {
        String called = "temporary index " + name + " of " + spec.collection();
        made.add(new Task(Phase.CREATE, called, List.of(creation(spec, name))));
        remarks.add(called + ": made before the load, dropped after it");
      } else {
        remarks.add(
            "collection %s has the unique index %s over its key already, which no run has made: it"
                    .formatted(spec.collection(), String.join(", ", others))
                + " is used, and stays");
      }
      // Also where another one stands in for it: an earlier run may have left ours beside it.
      if (others.isEmpty() || indexes.contains(name)) {
        dropped.add(
            new Task(
                Phase.FINISH,
                "drop temporary index " + name + " of " + spec.collection(),
                List.of(removal(spec, name))));
      }
      remarks.addAll(leftovers(spec, found, name));
    }
    made.addAll(dropped);
    return new TargetPlan(made, remarks);
  }

  private CollectionFacts found(CollectionSpec spec) throws Trouble {
    try {
      return CollectionFacts.of(database, spec.collection());
    } catch (MongoException e) {
      throw errors.trouble(e);
    }
  }

  /** Ours, over another key: of a run that was given up before the job was changed. */
  private static List<String> leftovers(CollectionSpec spec, CollectionFacts found, String name) {
    List<String> left = new ArrayList<>();
    for (Document index : found.unique()) {
      String other = index.getString("name");
      if (isOurs(other) && !other.equals(name)) {
        left.add(
            "collection %s still has the index %s of a run over another key; where none is under way"
                    .formatted(spec.collection(), other)
                + ", drop it by db.%s.dropIndex('%s')".formatted(spec.collection(), other));
      }
    }
    return left;
  }

  private static String creation(CollectionSpec spec, String name) {
    BsonDocument key = new BsonDocument();
    spec.key().forEach(field -> key.append(field, new BsonInt32(1)));
    BsonDocument index =
        new BsonDocument("key", key)
            .append("name", new BsonString(name))
            .append("unique", BsonBoolean.TRUE);
    return new BsonDocument("createIndexes", new BsonString(spec.collection()))
        .append("indexes", new BsonArray(List.of(index)))
        .toJson();
  }

  private static String removal(CollectionSpec spec, String name) {
    return new BsonDocument("dropIndexes", new BsonString(spec.collection()))
        .append("index", new BsonString(name))
        .toJson();
  }

  /**
   * Runs the task's commands.
   *
   * @return the server's words where it refuses one; empty where all are done, or were before
   * @throws Trouble where it does not answer; the command may be carried out all the same
   */
  Optional<String> carryOut(Task task) throws Trouble {
    for (String command : task.statements()) {
      try {
        database.runCommand(BsonDocument.parse(command));
      } catch (MongoCommandException e) {
        if (isRefusal(e)) {
          return Optional.of(said(e));
        }
        if (task.phase() != Phase.FINISH || !ABSENT.contains(e.getErrorCode())) {
          throw errors.trouble(e);
        }
      } catch (MongoException e) {
        throw errors.trouble(e);
      }
    }
    return Optional.empty();
  }
}
