package io.godwit.cli.run;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.run.RunView;
import io.godwit.common.wire.run.Ruling;
import java.util.Optional;

/** A run that is held because too many of its records fail. */
final class HeldRun {

  private HeldRun() {}

  /**
   * Goes on where whoever runs the job is to wait, if anything holds it.
   *
   * @throws Trouble where the job says that its command is to end
   */
  static void endWith(RunView view) throws Trouble {
    Optional<Ruling.Overspent> spent =
        view.pause().filter(Ruling.Pause::ends).flatMap(Ruling.Pause::overspent);
    if (spent.isPresent()) {
      throw new Trouble(
          ErrorCode.BUDGET_SPENT,
          "run %s is held: %s; after godwit resume %s the same command goes on"
              .formatted(view.run(), spent.get().text(), view.job()));
    }
  }
}
