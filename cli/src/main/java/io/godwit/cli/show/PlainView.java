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
    parts.add(model.job() + " " + Figures.clock(model.elapsed()));
    if (model.phase() != Phase.RUNNING) {
      parts.add(model.phase().text());
    }
    if (model.total().isPresent()) {
      long total = model.total().getAsLong();
      parts.add(
          Figures.percent(model.ended(), total)
              + " ("
              + Figures.count(model.ended())
              + " of "
              + Figures.count(total)
              + ")");
    } else {
      parts.add(Figures.records(model.ended()) + " so far");
    }
    Speed speed = model.speed();
    parts.add("now " + Figures.rate(speed.now()));
    parts.add("average " + Figures.rate(speed.average()));
    if (speed.soonest().isPresent() && speed.latest().isPresent()) {
      parts.add(
          "ETA "
              + Figures.span(speed.soonest().get())
              + " - "
              + Figures.span(speed.latest().get()));
    }
    parts.add("lag " + Figures.count(model.lag()));
    parts.add("failed " + Figures.count(model.tally().failed()));
    model.waits().forEach(wait -> parts.add("waiting: " + wait));
    return String.join(", ", parts);
  }
}
