package io.godwit.cli.log;

import java.util.Map;
import java.util.Optional;

/** How a role, as a process of its own, writes what it has to say. */
public enum LogForm {
  /** Lines for people. */
  TEXT,
  /** One JSON object a line, for what collects the logs of containers. */
  JSON;

  /** The variable that chooses it. */
  public static final String VARIABLE = "GODWIT_LOG";

  /** The form that the environment asks for, text unless it says otherwise; empty where unknown. */
  public static Optional<LogForm> of(Map<String, String> environment) {
    return switch (environment.getOrDefault(VARIABLE, "")) {
      case "", "text" -> Optional.of(TEXT);
      case "json" -> Optional.of(JSON);
      default -> Optional.empty();
    };
  }
}
