package io.godwit.jdbc.sql.dialect;

import io.godwit.jdbc.sql.TableName;
import io.godwit.jdbc.sql.fit.FieldRules;
import io.godwit.jdbc.sql.fit.KeyRule;
import io.godwit.jdbc.sql.fit.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a database knows of its tables and of what its user may do. Changes nothing. */
public interface TableCatalog {

  /**
   * A table with its columns.
   *
   * @throws io.godwit.common.model.failure.Refused where there is none of this name
   */
  Table table(Connection connection, TableName name) throws SQLException;

  /**
   * Whether no two rows of the table can agree in exactly these columns, by an index that a merge
   * can use.
   */
  boolean isUnique(Connection connection, Table table, Set<String> columns) throws SQLException;

  /** The columns of the primary key, in its order; empty where there is none. */
  List<String> primaryKey(Connection connection, Table table) throws SQLException;

  /**
   * Why it is not known which values of the key the database takes for one; empty where it is. The
   * text names the column and its type.
   */
  default Optional<String> unknownEquality(Connection connection, FieldRules rules)
      throws SQLException {
    return rules.key().stream()
        .flatMap(column ->
            KeyRule.unknownEquality(column)
                .map(why -> column.described() + " of the sink's key has " + why)
                .stream())
        .findFirst();
  }

  /**
   * Refuses a database that takes no writes.
   *
   * @param server the database, for messages
   * @throws io.godwit.common.model.failure.Refused where it takes none
   */
  default void requireWritable(Connection connection, String server) throws SQLException {}

  /**
   * What the user lacks who is to write, and what to grant; empty where it is nothing, or where
   * only the look at the statements tells.
   */
  default Optional<String> lackingRights(Connection connection, FieldRules rules)
      throws SQLException {
    return Optional.empty();
  }

  /** Whether other tables may refer to rows of it; yes where that is not known. */
  default boolean isReferredTo(Connection connection, Table table) throws SQLException {
    return true;
  }

  /**
   * What a person should know, by the column that it concerns: it is said where the job writes that
   * column; by one of the key's, where it concerns every job.
   */
  default Map<String, String> notices(Connection connection, FieldRules rules) throws SQLException {
    return Map.of();
  }
}
