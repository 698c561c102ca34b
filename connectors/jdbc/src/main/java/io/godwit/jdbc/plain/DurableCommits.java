package io.godwit.jdbc.plain;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Statement;
import java.util.Optional;

/**
 * Whether a database keeps what it has committed when its process dies. A record counts as written
 * once its batch is committed, and nobody writes it again; so what is committed has to be there.
 *
 * <p>Two databases keep commits in memory for half a second unless told otherwise, and run inside
 * of whoever opens their file: a worker that is killed takes them along, and H2 also loses them
 * where a thread is interrupted that reads the file. Both say so when they are asked. What others
 * do is not asked: JDBC has no word for it.
 */
final class DurableCommits {

  private static final String H2 =
      "select setting_value from information_schema.settings where setting_name = 'WRITE_DELAY'";

  private static final String HSQLDB =
      "select property_value from information_schema.system_properties where property_name ="
          + " 'hsqldb.write_delay_millis'";

  private DurableCommits() {}

  /**
   * Refuses a database that forgets commits.
   *
   * @param server as messages call it
   */
  static void require(Connection connection, String server) throws SQLException {
    String url = String.valueOf(connection.getMetaData().getURL());
    if (url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:h2:mem:")) {
      require(server, delay(connection, H2), "put ;WRITE_DELAY=0 behind its address");
    } else if (url.startsWith("jdbc:hsqldb:") && !url.startsWith("jdbc:hsqldb:mem:")) {
      require(server, delay(connection, HSQLDB), "type there, once: set files write delay false");
    }
  }

  private static void require(String server, Optional<String> delay, String remedy) {
    if (delay.filter(millis -> !millis.equals("0")).isPresent()) {
      throw new Refused(
          ErrorCode.JOB_INVALID,
          "%s keeps what it has committed in memory for up to %s ms, and whoever dies within that"
                  .formatted(server, delay.get())
              + " time takes rows along that count as written: "
              + remedy);
    }
  }

  /** Empty where a version or a user's rights do not tell. */
  private static Optional<String> delay(Connection connection, String question)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
    } catch (SQLSyntaxErrorException e) {
      // H2 before 2.0 calls the columns otherwise.
      return Optional.empty();
    }
  }
}
