package io.godwit.azure;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.StoreConnection;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.StoreConnector;
import io.godwit.common.store.ObjectStore;
import java.util.List;

/** Opens containers of Azure Blob. */
public final class AzureBlobStoreConnector implements StoreConnector {

  /** For {@link java.util.ServiceLoader}. */
  public AzureBlobStoreConnector() {}

  @Override
  public List<Class<? extends StoreConnection>> connections() {
    return List.of(AzureBlobSpec.class);
  }

  @Override
  public ObjectStore open(String connection, Opening opening) throws Trouble {
    return ContainerOpening.open(
        opening.connections().open(connection, AzureBlobSpec.class), BlobStore.BLOCK);
  }
}
