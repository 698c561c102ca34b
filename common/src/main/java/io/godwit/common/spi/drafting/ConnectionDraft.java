package io.godwit.common.spi.drafting;

import io.godwit.common.model.Secret;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A connection for a job file.
 *
 * @param keys its keys and their values, in the order of the file; no secret among them
 * @param variables what stood in the address and must not stand in a file, by the names of the
 *     environment variables that the keys refer to
 */
public record ConnectionDraft(Map<String, String> keys, Map<String, Secret> variables) {

  /** Keeps the maps as they are. */
  public ConnectionDraft {
    keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
  }
}
