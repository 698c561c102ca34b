package io.godwit.cli.show;

import io.godwit.cli.show.ProgressModel.Phase;
import io.godwit.cli.show.ProgressModel.Speed;
import java.util.ArrayList;
import java.util.List;

/** A run as one line of a log. */
final class PlainView {

  private PlainView() {}

  static String line(ProgressModel model) {
    List<String> parts = new ArrayList<>();
    parts.add(model.job() + " " + DisplayFigures.clock(model.elapsed()));
    if (model.phase() != Phase.RUNNING) {
      parts.add(model.phase().text());
    }
    if (model.total().isPresent()) {
      long total = model.total().getAsLong();
      parts.add(
          DisplayFigures.percent(model.ended(), total)
              + " ("
              + DisplayFigures.count(model.ended())
              + " of "
              + DisplayFigures.count(total)
              + ")");
    } else {
      parts.add(DisplayFigures.records(model.ended()) + " so far");
    }
    Speed speed = model.speed();
    parts.add("now " + DisplayFigures.rate(speed.now()));
    parts.add("average " + DisplayFigures.rate(speed.average()));
    if (speed.soonest().isPresent() && speed.latest().isPresent()) {
      parts.add(
          "ETA "
              + DisplayFigures.span(speed.soonest().get())
              + " - "
              + DisplayFigures.span(speed.latest().get()));
    }
    parts.add("lag " + DisplayFigures.count(model.lag()));
    parts.add("failed " + DisplayFigures.count(model.tally().failed()));
    model.waits().forEach(wait -> parts.add("waiting: " + wait));
    return String.join(", ", parts);
  }
}
