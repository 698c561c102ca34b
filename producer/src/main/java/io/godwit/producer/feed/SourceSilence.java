package io.godwit.producer.feed;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.monitor.Wait;
import io.godwit.common.monitor.Waits;
import java.time.Duration;

/**
 * Tells when the source hands out nothing for a while: a disk or a share may hang. Any thread may
 * tell it; one reader that hangs while others read is no silence.
 */
public final class SourceSilence {

  private static final long LONG = Duration.ofSeconds(1).toNanos();
  private static final Wait WAIT =
      new Wait(ErrorCode.SOURCE_AWAITED, "nothing comes from the source");

  private final Waits waits;
  private long heardAt = System.nanoTime();
  private boolean stated;

  /** Of a source that has not been asked yet; its silences are told to these waits. */
  public SourceSilence(Waits waits) {
    this.waits = waits;
  }

  /** Readers have been asked; what is done with their answer does not count as silence. */
  public synchronized void heard(boolean something) {
    long now = System.nanoTime();
    if (something) {
      heardAt = now;
      if (stated) {
        waits.clear();
      }
      stated = false;
    } else if (now - heardAt >= LONG && !stated) {
      waits.state(WAIT);
      stated = true;
    }
  }
}
