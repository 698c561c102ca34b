package io.godwit.cli.show;

import io.godwit.common.run.RunPhase;
import io.godwit.common.run.RunProgress;
import io.godwit.common.run.RunView;
import io.godwit.common.run.Speed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A run as one line of a log. */
final class PlainView {

  private PlainView() {}

  /** The line of a run that is so old. */
  static String line(ProgressModel model, Duration age) {
    RunProgress run = model.run();
    RunView view = run.view();
    List<String> parts = new ArrayList<>();
    parts.add(view.job() + " " + DisplayFigures.clock(age));
    if (run.phase() != RunPhase.RUNNING) {
      parts.add(run.phase().text());
    }
    parts.add(done(view));
    Speed speed = run.speed();
    parts.add("now " + DisplayFigures.rate(speed.now()));
    parts.add("average " + DisplayFigures.rate(speed.average()));
    speed
        .eta()
        .ifPresent(eta ->
            parts.add(
                "ETA "
                    + DisplayFigures.span(eta.soonest())
                    + " - "
                    + DisplayFigures.span(eta.latest())));
    parts.add("lag " + DisplayFigures.count(view.lag()));
    parts.add("failed " + DisplayFigures.count(view.total().tally().failed()));
    model.waits().forEach(wait -> parts.add("waiting: " + wait));
    return String.join(", ", parts);
  }

  private static String done(RunView view) {
    if (view.planned().isEmpty()) {
      return DisplayFigures.records(view.ended()) + " so far";
    }
    long planned = view.planned().getAsLong();
    return DisplayFigures.percent(view.ended(), planned)
        + " ("
        + DisplayFigures.count(view.ended())
        + " of "
        + (view.isEstimated() ? "about " : "")
        + DisplayFigures.count(planned)
        + ")";
  }
}
