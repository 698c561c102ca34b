package io.godwit.common.spi;

import io.godwit.common.spec.ConnectionSpec;
import java.util.List;
import java.util.Optional;

/** A kind of connection that job files can name. */
public interface ConnectionKind {

  /** The record of the job file: public, and documented like any of {@code common.spec}. */
  Class<? extends ConnectionSpec> spec();

  /** What addresses of this kind start with, such as {@code jdbc:}; not empty. */
  List<String> starts();

  /** The server of the embedded stack that has this kind of address; empty where there is none. */
  default Optional<String> embedded() {
    return Optional.empty();
  }
}
