package io.godwit.files.folder;

import io.godwit.common.spec.ConnectionSpec;
import io.godwit.common.spi.ConnectionKind;
import java.util.List;

/** Folders as connections of job files. */
public final class FolderConnectionKind implements ConnectionKind {

  /** For {@link java.util.ServiceLoader}. */
  public FolderConnectionKind() {}

  @Override
  public Class<? extends ConnectionSpec> spec() {
    return FolderConnection.class;
  }

  @Override
  public List<String> starts() {
    return List.of("/");
  }

  @Override
  public List<String> embedded() {
    return List.of("folder");
  }
}
