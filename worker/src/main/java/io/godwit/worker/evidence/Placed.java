package io.godwit.worker.evidence;

import io.godwit.common.model.Write;
import java.util.ArrayList;
import java.util.List;

/**
 * A record on its way to the sink.
 *
 * @param place in the order of those that are settled together
 * @param write what it becomes there
 */
public record Placed(int place, Write write) {

  /** The writes alone, in their order, as a sink takes them. */
  static List<Write> writes(List<Placed> placed) {
    List<Write> writes = new ArrayList<>(placed.size());
    for (Placed one : placed) {
      writes.add(one.write());
    }
    return writes;
  }
}
