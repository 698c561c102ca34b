package io.godwit.common.spec;

import java.util.List;

/** Where to write. */
@Doc("Where to write: a table of a SQL database, or a collection of a MongoDB database.")
public sealed interface SinkSpec {

  /** The connection. */
  String in();

  /** The columns or fields that are unique in the target; never empty. */
  List<String> key();

  /** How a record meets what the target already holds. */
  Write write();

  /** How a record meets what the target already holds. */
  enum Write {
    /**
     * A new key is inserted, a known one overwritten. The one way of writing that may be repeated
     * after a crash without a trace.
     */
    @Doc("A new key is inserted, a known one overwritten.")
    UPSERT
  }

  /**
   * A table of a SQL database.
   *
   * @param table its name, with its schema where it is not the default one
   * @param in the connection
   * @param key its columns that are unique together
   * @param write how a record meets a row of its key
   */
  @Doc("A table of a SQL database.")
  record Table(
      @Doc("The table, with its schema where it is not the default one.") String table,
      @Doc("The connection.") @ConnectionTo(ConnectionSpec.Jdbc.class) String in,
      @Doc("The columns that are unique together.") @OneOrMore List<String> key,
      @Doc("How a record meets a row of its key.") @Default("upsert") Write write)
      implements SinkSpec {
    /** Refuses a sink without a name or key. */
    public Table {
      SpecRules.notBlank("table", table);
      key = SpecRules.someOf("key", "column", key);
    }
  }

  /**
   * A collection of a MongoDB database.
   *
   * @param collection its name; {@code {file}} stands for the name of the record's file without its
   *     ending
   * @param in the connection
   * @param key its fields that are unique together, usually {@code _id}
   * @param write how a record meets a document of its key
   */
  @Doc("A collection of a MongoDB database.")
  record Collection(
      @Doc("The collection; {file} stands for the name of the record's file without its ending.")
          String collection,
      @Doc("The connection.") @ConnectionTo(ConnectionSpec.MongoDb.class) String in,
      @Doc("The fields that are unique together, usually _id.") @OneOrMore List<String> key,
      @Doc("How a record meets a document of its key.") @Default("upsert") Write write)
      implements SinkSpec {
    /** Refuses a sink without a name or key. */
    public Collection {
      key = SpecRules.someOf("key", "field", key);
      SpecRules.notBlank("collection", collection);
      String rest = collection.replace("{file}", "");
      if (rest.contains("{") || rest.contains("}")) {
        throw new BrokenRule("{file} is the only placeholder of a collection", "collection");
      }
    }
  }
}
