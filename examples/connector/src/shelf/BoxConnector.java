package shelf;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.SinkConnector;
import io.godwit.common.spi.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Opens boxes. */
public final class BoxConnector implements SinkConnector {

  /** For {@link java.util.ServiceLoader}. */
  public BoxConnector() {}

  @Override
  public List<Class<? extends SinkSpec>> kinds() {
    return List.of(BoxSpec.class);
  }

  @Override
  public Target open(List<? extends SinkSpec> tables, Opening opening) throws Trouble {
    if (tables.size() > 1) {
      throw new Refused(
          ErrorCode.JOB_INVALID, "two files of one record cannot be kept whole; use one box");
    }
    BoxSpec box = (BoxSpec) tables.getFirst();
    String shelf = opening.connections().open(box.in(), ShelfSpec.class).address().value();
    try {
      return new BoxTarget(Files.createDirectories(Path.of(shelf, box.box())), box.key());
    } catch (IOException e) {
      throw new Trouble(ErrorCode.TARGET_UNREACHABLE, "the shelf " + shelf + " has no place", e);
    }
  }
}
