package io.godwit.cli.option;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;

/** Rules for arguments that picocli cannot express. */
public final class Arguments {

  private Arguments() {}

  /** Refuses a number below 1. */
  public static void atLeastOne(String option, int number) {
    if (number < 1) {
      throw new Refused(
          ErrorCode.COMMAND_USAGE, option + " is " + number + ", but must be at least 1");
    }
  }

  /** Refuses a name that a topic or a client could not carry. */
  public static String name(String option, String name) {
    if (!name.matches("[A-Za-z0-9._-]{1,100}")) {
      throw new Refused(
          ErrorCode.COMMAND_USAGE,
          option + " is '" + name + "', but a name has 1 to 100 letters, digits, dots and dashes");
    }
    return name;
  }
}
