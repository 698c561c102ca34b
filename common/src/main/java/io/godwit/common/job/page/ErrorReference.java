package io.godwit.common.job.page;

import io.godwit.common.model.failure.ErrorClass;
import io.godwit.common.model.failure.ErrorCode;
import java.util.Locale;

/** The page that lists every error that a user can meet. */
public final class ErrorReference {

  private static final String HEAD =
      """
      # Error codes

      <!-- Generated from io.godwit.common.model.failure.ErrorCode; JobDocsTest rewrites it. -->

      The list is closed, and a code keeps its name for ever. Errors of the data become dead letters
      and are grouped by class; all others stop a command before anything is begun, or make a worker
      wait.
      """;

  private ErrorReference() {}

  /** The page, in Markdown. */
  public static String text() {
    StringBuilder out = new StringBuilder(HEAD);
    for (ErrorCode.Kind kind : ErrorCode.Kind.values()) {
      out.append("\n## Kind `").append(kind.name().toLowerCase(Locale.ROOT)).append("`\n\n");
      out.append(meaning(kind))
          .append("\n\n| code | class | cause | remedy |\n|---|---|---|---|\n");
      for (ErrorCode code : ErrorCode.values()) {
        if (code.kind() == kind) {
          out.append(row(code));
        }
      }
    }
    return out.toString();
  }

  private static String row(ErrorCode code) {
    String group = code.errorClass() == ErrorClass.NONE ? "" : "`" + code.errorClass().id() + "`";
    return "| `"
        + code.id()
        + "` | "
        + group
        + " | "
        + code.cause()
        + " | "
        + code.remedy()
        + " |\n";
  }

  private static String meaning(ErrorCode.Kind kind) {
    return switch (kind) {
      case DATA -> "The fault is the record's: it becomes a dead letter, and the others go on.";
      case TARGET -> "The fault is a server's: a worker waits, a command stops before it begins.";
      case CAPACITY -> "The fault is a lack of space: a worker waits, a command stops.";
      case CONFIGURATION -> "The request cannot be carried out as it stands; nothing was begun.";
      case INTERNAL -> "The fault is Godwit's own.";
    };
  }
}
