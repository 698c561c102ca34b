package io.godwit.content;

import io.godwit.common.model.value.Value;
import io.godwit.common.store.SpooledObject;
import io.godwit.common.store.UnfitObject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What a step makes of a content. Any thread may call it. */
interface ContentReading {

  /** The fields that it fills. */
  List<String> fields();

  /** The field of the version of which they are known already; empty where there is none. */
  Optional<String> known();

  /** How many bytes a content may have. */
  long most();

  /**
   * The values of the fields, in their order.
   *
   * @throws UnfitObject where the content is not what it should be
   * @throws IOException where this machine's disk fails
   */
  List<Value> of(SpooledObject content) throws IOException, UnfitObject;
}
