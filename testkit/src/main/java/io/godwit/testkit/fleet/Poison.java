package io.godwit.testkit.fleet;

import io.godwit.common.model.Document;
import io.godwit.common.model.Value;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spi.Connections;
import io.godwit.common.spi.Lookup;
import io.godwit.common.spi.LookupConnector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A lookup that does to its process what the looked-up text says, as a step does that some record
 * is too much for. It stands on the class path of the roles that tests start; a job reaches it as
 * the table {@code poison}.
 */
public final class Poison implements LookupConnector {

  /** Fills the memory. */
  public static final String MEMORY = "memory";

  /** Calls itself without end. */
  public static final String STACK = "stack";

  /** Ends the process. */
  public static final String EXIT = "exit";

  /** Does nothing. */
  public static final String HARMLESS = "harmless";

  private static final String TABLE = "poison";

  private static final int EXIT_CODE = 7;

  @Override
  public Optional<Lookup> open(StepSpec.Lookup spec, Connections connections) {
    return spec.table().equals(TABLE) ? Optional.of(new Taster()) : Optional.empty();
  }

  /** For the service loader. */
  public Poison() {}

  /** The step of a job that has it, by the field whose text says what it does. */
  public static String step(String field) {
    return "lookup: { in: app, table: poison, by: " + field + ", column: text, take: [taste] }";
  }

  private static void taste(String text) {
    switch (text) {
      case MEMORY -> fill();
      case STACK -> deeper(0);
      case EXIT -> Runtime.getRuntime().halt(EXIT_CODE);
      default -> {}
    }
  }

  private static void fill() {
    List<long[]> all = new ArrayList<>();
    while (!all.contains(new long[0])) {
      all.add(new long[1 << 17]);
    }
  }

  private static int deeper(int depth) {
    return depth < 0 ? depth : deeper(depth + 1) + 1;
  }

  private static final class Taster implements Lookup {
    @Override
    public Map<Value, Document> find(Set<Value> keys) {
      Map<Value, Document> rows = new HashMap<>();
      for (Value key : keys) {
        if (key instanceof Value.Text(String text)) {
          taste(text);
        }
        rows.put(key, Document.of("taste", new Value.Text("good")));
      }
      return rows;
    }

    @Override
    public void close() {}
  }
}
