package io.godwit.mongodb.write;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoNamespace;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.RenameCollectionOptions;
import io.godwit.common.model.Phase;
import io.godwit.common.model.TargetPlan;
import io.godwit.common.model.Task;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.mongodb.MongoErrors;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * How a collection is made anew beside the one that is there, and put into its place by one
 * command, which drops the old one: readers see the old documents or the new ones.
 *
 * <p>MongoDB has no transaction around what makes collections, and they have no comments. So the
 * new one carries the mark of its run's plan as the name of an index that holds nothing, which goes
 * with it into its place and is dropped afterwards by a task of its own. Each task looks for the
 * mark before it does anything, so one that is carried out again, or by a holder that had stood
 * still, does nothing to what another run has made.
 */
final class CollectionReplacement {

  private static final String BESIDE = "_godwit_new";
  private static final String MARK = "godwit_mark_";

  /** With the ending, and a dot and a database before it, it is no longer than MongoDB takes. */
  private static final int MOST_BYTES = 255 - 64 - BESIDE.length();

  /** What is not a property of a collection that another one could be given. */
  private static final Set<String> NOT_COPIED = Set.of("ns", "background");

  /**
   * In this order: the collection that is renamed is not there, one of the new name is, and what a
   * server does not do to this kind of collection, as in a sharded cluster.
   */
  private static final Set<Integer> REFUSED = Set.of(26, 48, 20, 72, 115);

  private final MongoDatabase database;
  private final MongoErrors errors;

  CollectionReplacement(MongoDatabase database, MongoErrors errors) {
    this.database = database;
    this.errors = errors;
  }

  /** The collection that is loaded in the place of another one. */
  static String beside(String collection) {
    return collection + BESIDE;
  }

  /**
   * What is to be done for these collections.
   *
   * @param plan tells this plan from all others
   * @throws Refused where one of them is none that another could replace
   */
  TargetPlan plan(List<String> collections, String plan) throws Trouble {
    List<Task> made = new ArrayList<>();
    List<Task> finished = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    for (String collection : collections) {
      Made like = like(collection);
      BsonString mark = new BsonString(MARK + plan);
      made.add(
          new Task(
              Phase.CREATE,
              Task.REPLACEMENT + collection,
              List.of(
                  like.creation(beside(collection)).toJson(),
                  like.indexing(beside(collection), mark).toJson())));
      finished.add(
          new Task(
              Phase.FINISH,
              Task.SWAP + collection,
              // The mark tells whether it is still to be done; it goes by the task behind this one.
              List.of(renaming(collection).toJson(), unmarking(collection, mark).toJson())));
      finished.add(
          new Task(
              Phase.FINISH,
              "end of the mark of " + collection,
              List.of(unmarking(collection, mark).toJson())));
      remarks.add(
          "collection %s is made anew beside it as %s, and takes its place when all has arrived;"
                  .formatted(collection, beside(collection))
              + " until then it stays as it is. Its options and indexes are those of the old one,"
              + " which is dropped; views and rights go by its name and stay");
    }
    made.addAll(finished);
    return new TargetPlan(made, remarks);
  }

  /**
   * What a collection is made by.
   *
   * @param options as the server lists them
   * @param indexes all but that over {@code _id}, which every collection has
   */
  private record Made(BsonDocument options, List<BsonDocument> indexes) {

    BsonDocument creation(String name) {
      BsonDocument command = new BsonDocument("create", new BsonString(name));
      command.putAll(options);
      return command;
    }

    /** The mark is the last one: where it is, all are. */
    BsonDocument indexing(String name, BsonString mark) {
      BsonArray all = new BsonArray(indexes);
      all.add(
          new BsonDocument("key", new BsonDocument(MARK, new BsonInt32(1)))
              .append("name", mark)
              .append("sparse", BsonBoolean.TRUE));
      return new BsonDocument("createIndexes", new BsonString(name)).append("indexes", all);
    }
  }

  private Made like(String name) throws Trouble {
    try {
      List<BsonDocument> found =
          database
              .listCollections(BsonDocument.class)
              .filter(new BsonDocument("name", new BsonString(name)))
              .into(new ArrayList<>());
      requireReplaceable(name, found);
      if (found.isEmpty()) {
        return new Made(new BsonDocument(), List.of());
      }
      List<BsonDocument> indexes = new ArrayList<>();
      for (BsonDocument index : database.getCollection(name).listIndexes(BsonDocument.class)) {
        String called = index.getString("name").getValue();
        if (!isOfEach(index) && !TemporaryIndexes.isOurs(called) && !called.startsWith(MARK)) {
          NOT_COPIED.forEach(index::remove);
          indexes.add(index);
        }
      }
      return new Made(found.getFirst().getDocument("options", new BsonDocument()), indexes);
    } catch (MongoException e) {
      throw errors.trouble(e);
    }
  }

  /**
   * Whether every collection has it, by whatever name; one that is hashed over the id is another.
   */
  private static boolean isOfEach(BsonDocument index) {
    BsonDocument key = index.getDocument("key");
    return key.size() == 1 && key.containsKey("_id") && key.get("_id").isNumber();
  }

  /**
   * Refuses what another collection cannot stand in for.
   *
   * @param found what the server lists under the name
   */
  static void requireReplaceable(String name, List<BsonDocument> found) {
    if (name.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw refused(
          name, "its name leaves no room for that of the new one, which ends in " + BESIDE);
    }
    for (BsonDocument one : found) {
      String type = one.getString("type", new BsonString("collection")).getValue();
      if (!type.equals("collection")) {
        throw refused(name, "it is a " + type);
      }
      if (one.getDocument("options", new BsonDocument())
          .getBoolean("capped", BsonBoolean.FALSE)
          .getValue()) {
        throw refused(name, "it is capped, and would drop what this run has written");
      }
    }
  }

  private static Refused refused(String name, String why) {
    return new Refused(
        ErrorCode.TARGET_NOT_REPLACEABLE, "collection " + name + " cannot be replaced: " + why);
  }

  private BsonDocument renaming(String collection) {
    return new BsonDocument("renameCollection", new BsonString(whole(beside(collection))))
        .append("to", new BsonString(whole(collection)))
        .append("dropTarget", BsonBoolean.TRUE);
  }

  private String whole(String collection) {
    return database.getName() + "." + collection;
  }

  private static BsonDocument unmarking(String collection, BsonString mark) {
    return new BsonDocument("dropIndexes", new BsonString(collection)).append("index", mark);
  }

  /**
   * Carries out such a task.
   *
   * @return why the server refuses it; empty where it is done, or was done before
   * @throws Trouble where it does not answer; it may be done all the same
   */
  Optional<String> carryOut(Task task) throws Trouble {
    List<BsonDocument> commands = task.statements().stream().map(BsonDocument::parse).toList();
    try {
      return task.isSwap() ? swap(commands) : make(commands);
    } catch (MongoCommandException e) {
      if (TemporaryIndexes.isRefusal(e) || REFUSED.contains(e.getErrorCode())) {
        return Optional.of(TemporaryIndexes.said(e));
      }
      throw errors.trouble(e);
    } catch (MongoException e) {
      throw errors.trouble(e);
    }
  }

  /** What has no mark of this plan is of another run, or was only begun. */
  private Optional<String> make(List<BsonDocument> commands) {
    BsonDocument indexing = commands.getLast();
    String beside = indexing.getString("createIndexes").getValue();
    List<BsonValue> indexes = indexing.getArray("indexes").getValues();
    if (isMarked(beside, indexes.getLast().asDocument().getString("name").getValue())) {
      return Optional.empty();
    }
    database.getCollection(beside).drop();
    commands.forEach(database::runCommand);
    return Optional.empty();
  }

  private Optional<String> swap(List<BsonDocument> commands) {
    String mark = commands.getLast().getString("index").getValue();
    String collection = commands.getLast().getString("dropIndexes").getValue();
    if (isMarked(beside(collection), mark)) {
      database
          .getCollection(beside(collection))
          .renameCollection(
              new MongoNamespace(database.getName(), collection),
              new RenameCollectionOptions().dropTarget(true));
      return Optional.empty();
    }
    return isMarked(collection, mark)
        ? Optional.empty()
        : Optional.of(
            "collection " + beside(collection) + ", which this run has loaded, is not there");
  }

  private boolean isMarked(String collection, String mark) {
    return database
        .getCollection(collection)
        .listIndexes(BsonDocument.class)
        .into(new ArrayList<>())
        .stream()
        .anyMatch(index -> index.getString("name").getValue().equals(mark));
  }
}
