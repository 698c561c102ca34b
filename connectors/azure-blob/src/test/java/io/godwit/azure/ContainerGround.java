package io.godwit.azure;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobItem;
import io.godwit.common.model.Secret;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.Resolved;
import io.godwit.common.store.ObjectStore;
import io.godwit.testkit.contract.store.StoreGround;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A container of its own in the emulator. */
final class ContainerGround implements StoreGround {

  private static final int BLOCK = 64 * 1024;

  private final Azurite server;
  private final BlobContainerClient container;

  ContainerGround(Azurite server) {
    this.server = server;
    container = server.client().createBlobContainer("c" + UUID.randomUUID());
  }

  BlobContainerClient container() {
    return container;
  }

  @Override
  public ObjectStore open() throws Trouble {
    return ContainerOpening.open(
        resolved(server.url(container.getBlobContainerName()), Azurite.KEY), BLOCK);
  }

  /** A connection by key. */
  static Resolved<AzureBlobSpec> resolved(String url, String key) {
    AzureBlobSpec spec =
        new AzureBlobSpec(url, Optional.empty(), Optional.empty(), Optional.of("${env:KEY}"));
    return new Resolved<>("objects", spec, new Secret(url), (text, place) -> key);
  }

  @Override
  public int threshold() {
    return BLOCK;
  }

  @Override
  public Map<String, byte[]> contents() {
    Map<String, byte[]> contents = new HashMap<>();
    for (BlobItem item : container.listBlobs()) {
      contents.put(
          item.getName(), container.getBlobClient(item.getName()).downloadContent().toBytes());
    }
    return contents;
  }

  @Override
  public String type(String name) {
    return container.getBlobClient(name).getProperties().getContentType();
  }

  @Override
  public void close() {
    container.delete();
  }
}
