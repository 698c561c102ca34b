package io.godwit.common.replay;

import io.godwit.common.model.failure.ErrorCode;

/** What to type so that failed records are taken up again; reports and pages show it to copy. */
public final class ReplayCommandText {

  private ReplayCommandText() {}

  /** For all that failed with a code. A job's name and a code need no quotes in any shell. */
  public static String of(String job, ErrorCode code) {
    return "godwit replay " + job + " --class " + code.errorClass().id() + " --code " + code.id();
  }

  /** For all that failed with a class of codes. */
  public static String of(String job, String errorClass) {
    return "godwit replay " + job + " --class " + errorClass;
  }
}
