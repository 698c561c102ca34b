package io.godwit.cli.prepare;

import io.godwit.common.model.Plan;
import io.godwit.common.model.Position;
import io.godwit.common.model.Split;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.schema.Inspection;
import io.godwit.common.spi.AroundSource;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SplitReader;

/**
 * A source that has been planned already, before its run was registered: planning reads all of it,
 * which for a large source nobody should wait for twice.
 *
 * @param source the source itself
 * @param made its plan, which holds as long as the source does not change
 */
record PlannedSource(Source source, Plan made) implements AroundSource {

  @Override
  public Inspection inspect() throws Trouble {
    return source.inspect();
  }

  @Override
  public Plan plan() throws Trouble {
    return isAsMade() ? made : source.plan();
  }

  /** What a watermark leaves out is settled anew when the job is this command's. */
  private boolean isAsMade() throws Trouble {
    return made.ranges().isEmpty() && source.fingerprint().equals(made.fingerprint());
  }

  @Override
  public String fingerprint() throws Trouble {
    return source.fingerprint();
  }

  @Override
  public SplitReader read(Split split, Position from) throws Trouble {
    return source.read(split, from);
  }

  @Override
  public void close() {
    source.close();
  }
}
