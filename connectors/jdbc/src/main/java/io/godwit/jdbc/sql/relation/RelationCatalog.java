package io.godwit.jdbc.sql.relation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What a database knows of what can be read in it. Changes nothing, and never reads a whole table.
 */
public interface RelationCatalog {

  /** The tables and views of the database but those of its own, in the order of their names. */
  List<ListedRelation> all(Connection connection) throws SQLException;

  /**
   * A table or view with its columns; empty where it has gone since it was listed.
   *
   * @throws io.godwit.common.model.failure.Refused where the user may not read it; the message says
   *     what to grant
   */
  Optional<Relation> find(Connection connection, ListedRelation listed) throws SQLException;

  /**
   * The answer of a query. It is not carried out.
   *
   * @throws io.godwit.common.model.failure.Refused where two columns of the answer have one name,
   *     or one has none
   */
  Relation ofQuery(Connection connection, String query) throws SQLException;

  /** Has the statement that reads a selection looked at; one that cannot be fails here. */
  default void check(Connection connection, Selection selection) throws SQLException {
    estimate(connection, selection);
  }

  /**
   * About how many rows a selection has, as the database expects; from 0. The statement that reads
   * them is looked at by the way, so that one that cannot be fails here.
   */
  long estimate(Connection connection, Selection selection) throws SQLException;

  /**
   * Where to cut a selection into parts of about as many rows each.
   *
   * @param selection with an order
   * @param rows how many a part should have, about; from 1
   */
  Cuts cuts(Connection connection, Selection selection, int rows) throws SQLException;
}
