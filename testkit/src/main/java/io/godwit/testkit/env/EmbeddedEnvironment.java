package io.godwit.testkit.env;

import io.godwit.common.model.failure.Trouble;
import io.godwit.embedded.EmbeddedStack;
import io.godwit.embedded.Part;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The embedded stack in a folder of the test's own. */
public final class EmbeddedEnvironment implements Environment {

  private final EmbeddedStack stack;

  private EmbeddedEnvironment(EmbeddedStack stack) {
    this.stack = stack;
  }

  /** Starts all parts in a folder. */
  public static EmbeddedEnvironment start(Path home) {
    try {
      EmbeddedStack stack = EmbeddedStack.start(home, Part.own());
      writeLogToBeRead(stack);
      return new EmbeddedEnvironment(stack);
    } catch (Trouble e) {
      throw new IllegalStateException("the embedded stack did not start", e);
    }
  }

  /**
   * Makes PostgreSQL write its log so that the rows can be read out of it. A server takes that from
   * its settings when it starts, so it is started again: the product has no such setting, since
   * nobody but a test wants to pay for it.
   */
  public static void writeLogToBeRead(EmbeddedStack stack) throws Trouble {
    try (Connection connection = DriverManager.getConnection(stack.jdbcUrl());
        Statement sql = connection.createStatement()) {
      sql.execute("alter system set wal_level = logical");
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL does not take wal_level", e);
    }
    stack.kill(Part.POSTGRESQL);
    stack.restart(Part.POSTGRESQL);
  }

  /** The stack, for faults that only it can make. */
  public EmbeddedStack stack() {
    return stack;
  }

  @Override
  public String bootstrap() {
    return stack.bootstrap();
  }

  @Override
  public String jdbcUrl() {
    return stack.jdbcUrl();
  }

  @Override
  public String mongoUri() {
    return stack.mongoUri();
  }

  @Override
  public void close() {
    try {
      stack.close();
    } catch (Trouble e) {
      throw new IllegalStateException("the embedded stack did not stop", e);
    }
  }
}
