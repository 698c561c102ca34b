package io.godwit.cli.show;

import io.godwit.common.model.text.VisibleText;
import io.godwit.common.run.RunProgress;
import java.time.Duration;
import java.util.List;

/**
 * All that is shown of a run at one moment.
 *
 * @param run how it goes
 * @param watched since this command began to watch; it only grows, whatever becomes of the clock
 * @param waits what is being waited for, one sentence each
 */
public record ProgressModel(RunProgress run, Duration watched, List<String> waits) {

  /** The same, without anything that a terminal would obey: what is waited for may quote others. */
  ProgressModel visible() {
    return new ProgressModel(run, watched, waits.stream().map(VisibleText::line).toList());
  }
}
