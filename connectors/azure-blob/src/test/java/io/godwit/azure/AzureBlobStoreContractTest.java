package io.godwit.azure;

import io.godwit.testkit.contract.store.ObjectStoreContract;
import io.godwit.testkit.contract.store.StoreAside;
import io.godwit.testkit.contract.store.StoreGround;

/** The contract of stores, on the emulator. */
final class AzureBlobStoreContractTest implements ObjectStoreContract, StoreAside {

  @Override
  public StoreGround ground() {
    return new ContainerGround(Azurite.required(getClass()));
  }
}
