package io.godwit.files.copy;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.SinkConnector;
import io.godwit.common.spi.Target;
import io.godwit.common.store.ObjectStore;
import io.godwit.files.undo.KeepingStore;
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
      ObjectStore to = opening.store(spec.in());
      Target target = ObjectsTarget.of(spec, from, to, opening.undo());
      opened = true;
      requireKeeping(opening, spec, to, target);
      return target;
    } finally {
      if (!opened) {
        from.close();
      }
    }
  }

  private static void requireKeeping(
      Opening opening, ObjectsSpec spec, ObjectStore to, Target target) {
    if (opening.undo() && KeepingStore.of(to).isEmpty()) {
      target.close();
      throw new Refused(
          ErrorCode.UNDO_REFUSED,
          "undo: the store behind "
              + spec.in()
              + " keeps nothing beside its objects, so what a run overwrites could not be put back;"
              + " leave undo away");
    }
  }
}
