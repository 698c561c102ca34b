package io.godwit.common.kafka;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;

/** Why a broker did not answer: what may pass is told apart from what cannot. */
final class Unanswered {

  /** How the client begins where every name is unknown; the same exception says all else too. */
  private static final String UNKNOWN_NAMES = "No resolvable bootstrap urls";

  private Unanswered() {}

  /**
   * The trouble that a failed probe is.
   *
   * @throws Refused where no attempt would change it
   */
  static Trouble at(String bootstrap, Exception failure) {
    String nobody = "no Kafka broker answers at " + bootstrap;
    for (Throwable t = failure; t != null; t = t.getCause()) {
      switch (t) {
        case ConfigException config when said(config).startsWith(UNKNOWN_NAMES) -> {
          // The name of a server that is yet to start may be unknown until it does.
          return trouble(nobody + ": no server of that name is known (yet)", failure);
        }
        case ConfigException config ->
            throw new Refused(ErrorCode.COMMAND_USAGE, "Kafka: " + said(config), failure);
        case AuthenticationException login -> {
          return trouble(nobody + " to this login: " + said(login), failure);
        }
        default -> {
          // The reason may lie deeper.
        }
      }
    }
    return trouble(nobody, failure);
  }

  private static String said(Throwable thrown) {
    return String.valueOf(thrown.getMessage());
  }

  private static Trouble trouble(String message, Exception failure) {
    return new Trouble(ErrorCode.BROKER_UNREACHABLE, message, failure);
  }
}
