package io.godwit.azure;

import io.godwit.common.model.failure.Failure;
import io.godwit.common.store.NameRules;
import java.util.Optional;

/** What Azure Blob takes as a name. */
final class BlobNames {

  /** Characters, as the service counts them; the rules count bytes, of which there may be more. */
  private static final int CHARACTERS = 1024;

  private static final int PARTS = 254;

  private BlobNames() {}

  static Optional<Failure> unfit(String name) {
    Optional<Failure> everywhere = NameRules.unfit(name, 4 * CHARACTERS);
    if (everywhere.isPresent()) {
      return everywhere;
    }
    if (name.length() > CHARACTERS) {
      return no(name, "has " + name.length() + " characters, and at most 1024 fit");
    }
    String[] parts = name.split("/", -1);
    if (parts.length > PARTS) {
      return no(name, "has " + parts.length + " parts between slashes, and at most 254 fit");
    }
    for (String part : parts) {
      if (part.endsWith(".")) {
        return no(name, "has a part that ends with a dot, which the service takes off");
      }
    }
    return name.contains("\\")
        ? no(name, "holds a backslash, which the service takes for a slash")
        : Optional.empty();
  }

  private static Optional<Failure> no(String name, String why) {
    return Optional.of(NameRules.failure(name, why));
  }
}
