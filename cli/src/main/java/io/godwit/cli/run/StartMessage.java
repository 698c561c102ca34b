package io.godwit.cli.run;

import io.godwit.common.claim.Claim;

/** The sentence with which a command begins its work. */
final class StartMessage {

  private StartMessage() {}

  static String of(Claim claim) {
    String run =
        claim.entry().replay().map(order -> "replay of run " + order.root() + ": ").orElse("")
            + "run "
            + claim.entry().run()
            + " of "
            + claim.entry().job();
    return switch (claim) {
      case Claim.Begun ignored -> run + " begins";
      case Claim.Resumed ignored -> run + " goes on";
      case Claim.Untold ignored -> run + " is complete, and its report was not delivered";
      case Claim.Done ignored -> run + " has been published";
    };
  }
}
