package io.godwit.common.spec;

import java.util.List;

/** Where to write. */
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
  record Table(String table, String in, List<String> key, Write write) implements SinkSpec {
    /** Refuses a sink without a key. */
    public Table {
      key = Rules.someOf("key", "column", key);
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
  record Collection(String collection, String in, List<String> key, Write write)
      implements SinkSpec {
    /** Refuses a sink without a key. */
    public Collection {
      key = Rules.someOf("key", "field", key);
      if (collection.isBlank()) {
        throw new IllegalArgumentException("collection is not empty");
      }
    }
  }
}
