package io.godwit.s3;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.StoreConnection;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.StoreConnector;
import io.godwit.common.store.ObjectStore;
import java.util.List;

/** Opens buckets of S3. */
public final class S3StoreConnector implements StoreConnector {

  /** For {@link java.util.ServiceLoader}. */
  public S3StoreConnector() {}

  @Override
  public List<Class<? extends StoreConnection>> connections() {
    return List.of(S3Spec.class);
  }

  @Override
  public ObjectStore open(String connection, Opening opening) throws Trouble {
    return BucketOpening.open(
        opening.connections().open(connection, S3Spec.class), BucketStore.PART);
  }
}
