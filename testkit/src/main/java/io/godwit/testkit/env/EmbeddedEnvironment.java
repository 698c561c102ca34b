package io.godwit.testkit.env;

import io.godwit.common.model.Trouble;
import io.godwit.embedded.EmbeddedStack;
import io.godwit.embedded.Part;
import java.nio.file.Path;
import java.util.EnumSet;

/** The embedded stack in a folder of the test's own. */
public final class EmbeddedEnvironment implements Environment {

  private final EmbeddedStack stack;

  private EmbeddedEnvironment(EmbeddedStack stack) {
    this.stack = stack;
  }

  /** Starts all parts in a folder. */
  public static EmbeddedEnvironment start(Path home) {
    try {
      return new EmbeddedEnvironment(EmbeddedStack.start(home, EnumSet.allOf(Part.class)));
    } catch (Trouble e) {
      throw new IllegalStateException("the embedded stack did not start", e);
    }
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
