package io.godwit.files.copy;

import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Refused;
import io.godwit.common.model.Trouble;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.SinkConnector;
import io.godwit.common.spi.Target;
import io.godwit.common.store.ObjectStore;
import java.util.List;

/** Opens stores as targets. */
public final class ObjectsConnector implements SinkConnector {

  /** For {@link java.util.ServiceLoader}. */
  public ObjectsConnector() {}

  @Override
  public List<Class<? extends SinkSpec>> kinds() {
    return List.of(ObjectsSpec.class);
  }

  @Override
  public Target open(List<? extends SinkSpec> tables, Opening opening) throws Trouble {
    if (tables.size() > 1) {
      throw new Refused(
          ErrorCode.JOB_INVALID,
          "sink: no two objects of one record could be kept whole; write them by two jobs");
    }
    ObjectsSpec spec = (ObjectsSpec) tables.getFirst();
    if (spec.key().isEmpty()) {
      throw new Refused(
          ErrorCode.JOB_INVALID,
          "sink.objects is '"
              + spec.objects()
              + "', one name for all records; put a field of theirs into it, such as {name}");
    }
    ObjectStore from = opening.store(spec.from());
    boolean opened = false;
    try {
      Target target = ObjectsTarget.of(spec, from, opening.store(spec.in()));
      opened = true;
      return target;
    } finally {
      if (!opened) {
        from.close();
      }
    }
  }
}
