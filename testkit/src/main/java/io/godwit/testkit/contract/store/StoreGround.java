package io.godwit.testkit.contract.store;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.store.ObjectStore;
import java.io.IOException;
import java.util.Map;

/** An empty store for one test, which the test looks at past the connector. */
public interface StoreGround extends AutoCloseable {

  /** The store, opened anew as by another process; the test closes it. */
  ObjectStore open() throws Trouble;

  /** Contents from so many bytes on go in several parts; at most 5 MiB, to keep tests quick. */
  int threshold();

  /**
   * Whether an object may have the name of another's folder, as {@code a} and {@code a/b}; in no
   * file system it may.
   */
  default boolean takesNamesOfFolders() {
    return true;
  }

  /**
   * The contents of all that has a name there, and of what was stored elsewhere by mistake as far
   * as that can be seen.
   */
  Map<String, byte[]> contents() throws IOException;

  /** The type that is kept with an object. */
  String type(String name) throws IOException;

  @Override
  void close() throws IOException;
}
