package io.godwit.s3;

import io.godwit.common.spec.ConnectionSpec;
import io.godwit.common.spi.ConnectionKind;
import java.util.List;

/** Buckets of S3 as connections of job files. */
public final class S3ConnectionKind implements ConnectionKind {

  /** For {@link java.util.ServiceLoader}. */
  public S3ConnectionKind() {}

  @Override
  public Class<? extends ConnectionSpec> spec() {
    return S3Spec.class;
  }

  @Override
  public List<String> starts() {
    return List.of("s3://");
  }
}
