package io.godwit.azure;

import io.godwit.common.spec.ConnectionSpec;
import io.godwit.common.spi.ConnectionKind;
import java.util.List;

/** Containers of Azure Blob as connections of job files. */
public final class AzureBlobConnectionKind implements ConnectionKind {

  /** For {@link java.util.ServiceLoader}. */
  public AzureBlobConnectionKind() {}

  @Override
  public Class<? extends ConnectionSpec> spec() {
    return AzureBlobSpec.class;
  }

  @Override
  public List<String> starts() {
    return List.of("https://", "http://");
  }
}
