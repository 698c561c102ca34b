package io.godwit.common.spi;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.RowBuilder;
import io.godwit.common.spi.sink.SupportsUndo;
import io.godwit.common.store.ObjectSpools;
import io.godwit.common.store.ObjectStore;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a connector is opened with.
 *
 * @param connections the connections that the job names
 * @param base the folder that relative paths start from
 * @param rows makes what builds rows in the form that they travel in, for a source that has values
 *     bare; one for each reader
 * @param stores opens the stores of objects that other connectors bring
 * @param spools the contents of objects that what is opened with this shares
 * @param run that what a step makes outside of records is marked with; empty where nothing is to be
 *     changed anywhere, as for a preview: then such a step says what it would say, and makes
 *     nothing
 * @param undo whether a target keeps what it takes to undo a run ({@link SupportsUndo})
 */
public record Opening(
    Connections connections,
    Path base,
    Supplier<RowBuilder> rows,
    Stores stores,
    ObjectSpools spools,
    Optional<String> run,
    boolean undo) {

  /** Opens a store by the name of its connection. */
  @FunctionalInterface
  public interface Stores {

    /**
     * The store, which answers.
     *
     * @param opening what it is opened with
     * @throws Trouble where it does not answer
     * @throws Refused where no connector opens such a store, or it does not let us in
     */
    ObjectStore open(String connection, Opening opening) throws Trouble;
  }

  /** One whose runs are not to be undone. */
  public Opening(
      Connections connections,
      Path base,
      Supplier<RowBuilder> rows,
      Stores stores,
      ObjectSpools spools,
      Optional<String> run) {
    this(connections, base, rows, stores, spools, run, false);
  }

  /** One of no run, whose contents nobody else shares. */
  public Opening(Connections connections, Path base, Supplier<RowBuilder> rows, Stores stores) {
    this(connections, base, rows, stores, new ObjectSpools(), Optional.empty());
  }

  /** The same for the records of a run. */
  public Opening of(String named) {
    return new Opening(connections, base, rows, stores, spools, Optional.of(named), undo);
  }

  /** The same for a target whose runs can be undone, or not. */
  public Opening undoing(boolean undoable) {
    return new Opening(connections, base, rows, stores, spools, run, undoable);
  }

  /** One without stores. */
  public Opening(Connections connections, Path base, Supplier<RowBuilder> rows) {
    this(
        connections,
        base,
        rows,
        (connection, opening) -> {
          throw new Refused(ErrorCode.JOB_INVALID, "'" + connection + "' cannot be opened here");
        });
  }

  /**
   * The store behind a connection, which answers. The caller closes it.
   *
   * @throws Trouble where it does not answer
   * @throws Refused where no connector opens such a store, or it does not let us in
   */
  public ObjectStore store(String connection) throws Trouble {
    return stores.open(connection, this);
  }
}
