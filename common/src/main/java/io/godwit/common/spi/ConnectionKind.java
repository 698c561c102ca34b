package io.godwit.common.spi;

import io.godwit.common.spec.ConnectionSpec;
import java.util.List;

/** A kind of connection that job files can name. */
public interface ConnectionKind {

  /** The record of the job file: public, and documented like any of {@code common.spec}. */
  Class<? extends ConnectionSpec> spec();

  /** What addresses of this kind start with, such as {@code jdbc:}; not empty. */
  List<String> starts();

  /** The servers of the embedded stack that have this kind of address; usually none. */
  default List<String> embedded() {
    return List.of();
  }
}
